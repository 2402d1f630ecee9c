package dev.realmstep.debuginfo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.debuginfo.dwarf.DwarfFile;
import dev.realmstep.debuginfo.dwarf.LineTable;
import dev.realmstep.debuginfo.dwarf.Unit;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines, inlined calls and symbols are those that GNU binutils find. */
class BinutilsComparisonTests {
    private static final Pattern ROW =
            Pattern.compile("(\\S+)\\s+(\\d+|-)\\s+0x([0-9a-f]+)(?:\\s+\\d+)?(\\s+x)?(?:\\s+END)?\\s*");

    @ParameterizedTest
    @ValueSource(strings = {"hello", "ripas", "smp"})
    void theRecordingsAreOfTheSamplesAsTheyAre(String sample) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Fixtures.elfBytes("sample-" + sample));

        assertThat(HexFormat.of().formatHex(digest))
                .as("samples/%s/%s.elf changed: run build.sh beside the recordings again", sample, sample)
                .isEqualTo(Fixtures.recording("sample-" + sample + ".sha256").getFirst());
    }

    @ParameterizedTest
    @MethodSource("dev.realmstep.debuginfo.Fixtures#all")
    void eachRowOfTheLineTablesIsThatOfReadelf(String name) throws Exception {
        List<String> expected = new ArrayList<>();
        for (String line : Fixtures.recording(name + ".lines.txt.gz")) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                boolean end = row.group(2).equals("-");
                // The row that ends a sequence stands for no code: no line and no statement.
                expected.add(row.group(3)
                        + (end
                                ? " end"
                                : " %s:%s%s"
                                        .formatted(
                                                row.group(1), row.group(2), row.group(4) == null ? "" : " statement")));
            }
        }

        assertThat(rows(DwarfFile.of(Fixtures.elf(name))))
                .hasSizeGreaterThan(50)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> rows(DwarfFile dwarf) throws Exception {
        List<String> rows = new ArrayList<>();
        for (Unit unit : dwarf.units()) {
            LineTable lines = unit.lines();
            for (int row = 0; row < lines.rowCount(); row++) {
                String path = lines.files().path(lines.file(row));
                String place = " %s:%d%s"
                        .formatted(
                                path.substring(path.lastIndexOf('/') + 1),
                                lines.line(row),
                                lines.isStatement(row) ? " statement" : "");
                rows.add(Long.toHexString(lines.address(row)) + (lines.isEndOfSequence(row) ? " end" : place));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("dev.realmstep.debuginfo.Fixtures#all")
    void eachInstructionHasTheLinesAndInlinedFunctionsOfAddr2line(String name) throws Exception {
        DebugInformation information = DebugInformation.load(Fixtures.elf(name), 0);
        Map<String, List<String>> expected = new LinkedHashMap<>();
        List<String> calls = List.of();
        for (String line : Fixtures.recording(name + ".addresses.txt.gz")) {
            if (line.startsWith("0x")) {
                calls = new ArrayList<>();
                expected.put(line, calls);
            } else {
                calls.add(withoutRemarks(line));
            }
        }

        assertThat(expected).hasSizeGreaterThan(150);
        int outside = 0;
        for (Map.Entry<String, List<String>> instruction : expected.entrySet()) {
            List<String> said = instruction.getValue();
            long pc = Long.decode(instruction.getKey());
            if (information.functionAt(pc).isEmpty()
                    && information.symbols().at(pc).isEmpty()) {
                // Padding and literals behind a function: addr2line names it after the function all the same.
                said = List.of("??", said.getLast());
                outside++;
            }
            assertThat(calls(information, instruction.getKey()))
                    .as("%s at %s", name, instruction.getKey())
                    .isEqualTo(said);
        }
        assertThat(outside).isLessThan(expected.size() / 5);
        assertThat(information.problems()).isEmpty();
    }

    /** Paths as they are, and nothing of which of several pieces of a line the code belongs to. */
    private static String withoutRemarks(String line) {
        return line.replaceFirst("^(\\./)+", "")
                .replaceFirst("^\\?\\?:0$", "??:?")
                .replaceFirst(" \\(discriminator \\d+\\)$", "");
    }

    private static List<String> calls(DebugInformation information, String address) {
        List<String> calls = new ArrayList<>();
        for (InlinedCall call : information.inlineCallStack(Long.decode(address))) {
            calls.add(call.function().isEmpty() ? "??" : call.function());
            calls.add(call.source().map(SourceLocation::toString).orElse("??:?"));
        }
        return calls;
    }

    @ParameterizedTest
    @MethodSource("dev.realmstep.debuginfo.Fixtures#all")
    void theSymbolsAreThoseOfNm(String name) throws Exception {
        SymbolTable symbols = DebugInformation.load(Fixtures.elf(name), 0x1000).symbols();

        for (String line : Fixtures.recording(name + ".symbols.txt")) {
            String[] fields = line.split(" ", 3);
            long address = Long.parseUnsignedLong(fields[0], 16) + 0x1000;
            if (fields[1].equalsIgnoreCase("a") || fields[2].startsWith("$")) {
                continue; // Absolute numbers and marks between code and data name no address.
            }
            assertThat(symbols.named(fields[2]))
                    .as(line)
                    .anySatisfy(symbol -> assertThat(symbol.address()).isEqualTo(address));
            if (fields[1].equals("T")) {
                assertThat(symbols.at(address).map(Symbol::name)).as(line).isEqualTo(Optional.of(fields[2]));
            }
        }
    }
}

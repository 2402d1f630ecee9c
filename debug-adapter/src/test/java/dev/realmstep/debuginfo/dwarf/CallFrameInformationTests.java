package dev.realmstep.debuginfo.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.debuginfo.Fixtures;
import dev.realmstep.debuginfo.target.AArch64Registers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for unwinding are those that readelf interprets from the same instructions. */
class CallFrameInformationTests {
    @ParameterizedTest
    @MethodSource("dev.realmstep.debuginfo.Fixtures#all")
    void eachRowOfTheFramesIsThatOfReadelf(String name) throws Exception {
        CallFrameInformation frames = DwarfFile.of(Fixtures.elf(name)).callFrames();
        List<String> columns = List.of();
        boolean inFunction = false;
        int compared = 0;
        for (String line : Fixtures.recording(name + ".frames.txt.gz")) {
            String[] fields = line.strip().split("\\s+");
            if (line.contains(" CIE ")) {
                inFunction = false;
            } else if (line.contains(" FDE ")) {
                inFunction = true;
            } else if (fields[0].equals("LOC")) {
                columns = List.of(fields);
            } else if (inFunction && fields.length == columns.size() && fields[0].length() == 16) {
                UnwindRules rules = frames.rulesAt(Long.parseUnsignedLong(fields[0], 16));
                assertThat(rules).as(line).isNotNull();
                for (int i = 1; rules != null && i < fields.length; i++) {
                    assertThat(rule(rules, columns.get(i)))
                            .as("%s in %s", columns.get(i), line)
                            .isEqualTo(fields[i]);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    /** A rule as readelf writes it; {@code u} is what no instruction mentions. */
    private static String rule(UnwindRules rules, String column) {
        if (column.equals("CFA")) {
            String expression = rules.cfaExpression() == null ? "" : "expression";
            return expression.isEmpty()
                    ? "%s%+d".formatted(AArch64Registers.name(rules.cfaRegister()), rules.cfaOffset())
                    : expression;
        }
        int number = column.equals("ra")
                ? AArch64Registers.LR
                : AArch64Registers.number(column).orElseThrow();
        RegisterRule rule = rules.register(number);
        return switch (rule.kind()) {
            case OFFSET -> "c%+d".formatted(rule.operand());
            case UNDEFINED, SAME_VALUE -> "u";
            default -> rule.kind().toString();
        };
    }
}

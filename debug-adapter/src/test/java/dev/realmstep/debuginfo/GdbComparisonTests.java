package dev.realmstep.debuginfo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Breakpoints, expressions, stacks and variables are those that GDB finds. */
class GdbComparisonTests {
    @ParameterizedTest
    @MethodSource("dev.realmstep.debuginfo.Fixtures#programs")
    void breakpointsOnFunctionsStopWhereThoseOfGdbDo(String name) throws Exception {
        DebugInformation information = DebugInformation.load(Fixtures.elf(name), 0);
        List<String> expected = said(name, "break ");
        List<String> found = new ArrayList<>();
        for (String line : expected) {
            StringBuilder text = new StringBuilder(line.substring(0, line.indexOf(' ')));
            for (BreakpointLocation location : information.locationsOfFunction(text.toString())) {
                text.append(" 0x").append(Long.toHexString(location.address()));
            }
            found.add(text.toString());
        }

        assertThat(found).hasSize(15).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("dev.realmstep.debuginfo.Fixtures#programs")
    void expressionsHaveTheValuesThatGdbComputes(String name) throws Exception {
        StackFrame frame = RecordedStop.beforeTheStart(name);
        List<String> expected = said(name, "print ");

        assertThat(expected)
                .hasSizeGreaterThan(80)
                .allSatisfy(line -> assertThat(answer(frame, line, false)).isEqualTo(line));
    }

    @ParameterizedTest
    @MethodSource("dev.realmstep.debuginfo.Fixtures#programs")
    void expressionsHaveTheTypesThatGdbFinds(String name) throws Exception {
        StackFrame frame = RecordedStop.beforeTheStart(name);
        List<String> expected = said(name, "whatis ");

        assertThat(expected)
                .hasSizeGreaterThan(80)
                .allSatisfy(line -> assertThat(answer(frame, line, true)).isEqualTo(line));
    }

    private static List<String> said(String name, String command) {
        return Fixtures.recording(name + ".statics.txt").stream()
                .filter(line -> line.startsWith(command))
                .map(line -> line.substring(command.length()))
                .toList();
    }

    private static String answer(StackFrame frame, String line, boolean type) {
        String expression = line.substring(0, line.indexOf(" -> "));
        try {
            Value value = frame.evaluate(expression);
            return expression + " -> " + (type ? shortened(value.type().name()) : value.text());
        } catch (ValueException e) {
            return expression + " -> error: " + e.getMessage();
        }
    }

    /** GDB leaves out the {@code int} of names that compilers write in full, and puts the sign first. */
    private static String shortened(String type) {
        return type.replaceFirst("^(long|short) unsigned int", "unsigned $1").replaceFirst("^(long|short) int", "$1");
    }

    @ParameterizedTest
    @MethodSource("dev.realmstep.debuginfo.Fixtures#programs")
    void theStackIsThatOfGdbAfterEachInstruction(String name) throws Exception {
        DebugInformation information = DebugInformation.load(Fixtures.elf(name), 0);
        List<RecordedStop> stops = RecordedStop.read(name);

        assertThat(stops).hasSizeGreaterThan(200);
        for (RecordedStop stop : stops) {
            // Of several lines at one address GDB shows one at which a statement begins, addr2line and this the last.
            UnaryOperator<String> comparable =
                    name.startsWith("o2") ? GdbComparisonTests::withoutInnermostLine : UnaryOperator.identity();
            assertThat(stop.stack(information).stream()
                            .map(GdbComparisonTests::text)
                            .map(comparable)
                            .toList())
                    .as("%s at 0x%x", name, stop.pc())
                    .isEqualTo(stop.frames().stream().map(comparable).toList());
        }
    }

    private static String withoutInnermostLine(String frame) {
        return frame.startsWith("#0 ") ? frame.replaceFirst(":\\d+ ", " ") : frame;
    }

    private static String text(SourceLocation place) {
        return place.file().substring(place.file().lastIndexOf('/') + 1) + ":" + place.line();
    }

    private static String text(StackFrame frame) {
        return "#%d 0x%x %s %s %s"
                .formatted(
                        frame.level(),
                        frame.pc(),
                        frame.function(),
                        frame.source().map(GdbComparisonTests::text).orElse("?"),
                        frame.isInlined() ? "inlined" : "called");
    }

    @ParameterizedTest
    @MethodSource("dev.realmstep.debuginfo.Fixtures#programs")
    void theVariablesOfEachFrameAreThoseOfGdb(String name) throws Exception {
        DebugInformation information = DebugInformation.load(Fixtures.elf(name), 0);
        int compared = 0;
        for (RecordedStop stop : RecordedStop.read(name)) {
            if (!stop.hasVariables()) {
                continue;
            }
            List<String> found = new ArrayList<>();
            for (StackFrame frame : stop.stack(information)) {
                frame.arguments().forEach(variable -> found.add("args %d %s".formatted(frame.level(), text(variable))));
                frame.locals().forEach(variable -> found.add("locals %d %s".formatted(frame.level(), text(variable))));
            }
            // The bounds of arrays of variable length are not computed: they have no elements here.
            List<String> expected = withoutRepetitions(stop.variables());
            expected.removeIf(line -> line.contains(" buffer = "));
            found.removeIf(line -> line.contains(" buffer = "));
            compared += found.size();
            assertThat(found).as("%s at 0x%x", name, stop.pc()).containsExactlyElementsOf(expected);
        }
        assertThat(compared).isGreaterThan(200);
    }

    /** GDB lists a variable of an inlined function again, as lost, from the entry that its copies have in common. */
    private static List<String> withoutRepetitions(List<String> variables) {
        List<String> distinct = new ArrayList<>();
        for (String line : variables) {
            String variable = line.substring(0, line.indexOf('=') + 1);
            boolean again =
                    line.endsWith("<optimized out>") && distinct.stream().anyMatch(known -> known.startsWith(variable));
            if (!again) {
                distinct.add(line);
            }
        }
        return distinct;
    }

    /** As {@code info locals} shows it: the type of a pointer is left out. */
    private static String text(Variable variable) {
        return variable.name() + " = " + variable.value().text().replaceFirst("^\\([^\"{]*\\) (?=0x)", "");
    }

    @ParameterizedTest
    @MethodSource("dev.realmstep.debuginfo.Fixtures#programs")
    void aProgramLoadedElsewhereHasTheSameStacksThere(String name) throws Exception {
        long bias = 0x7000_0000_0000L;
        DebugInformation information = DebugInformation.load(Fixtures.elf(name), bias);
        DebugInformation unmoved = DebugInformation.load(Fixtures.elf(name), 0);

        for (Symbol symbol : unmoved.symbols().all()) {
            assertThat(information.locate(symbol.address() + bias)).isEqualTo(unmoved.locate(symbol.address()));
        }
        for (String function : Arrays.asList("run", "visit", "clamp")) {
            assertThat(information.locationsOfFunction(function).stream()
                            .map(location -> location.address() - bias)
                            .toList())
                    .isEqualTo(unmoved.locationsOfFunction(function).stream()
                            .map(BreakpointLocation::address)
                            .toList());
        }
    }
}

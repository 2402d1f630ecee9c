package dev.realmstep.cpu.isa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemRegisters;
import dev.realmstep.cpu.decode.Disassembler;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the cases of semantics.txt, which say what an independent processor did. */
class SemanticsTests {
    private static final long ORDINARY = 0x0123_4567_89AB_CDEFL;
    private static final Map<String, List<String>> CASES = cases();

    private final PhysicalMemory ram = new PhysicalMemory(0x8000_0000L, 0x20000);
    private final ProcessingElement element = element(ram);
    private final Interpreter interpreter = new Interpreter();

    private static Map<String, List<String>> cases() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(SemanticsTests.class.getResourceAsStream("semantics.txt.gz"))),
                StandardCharsets.US_ASCII))) {
            return reader.lines().collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf(' '))));
        } catch (IOException e) {
            throw new IllegalStateException("semantics.txt.gz cannot be read", e);
        }
    }

    private static ProcessingElement element(PhysicalMemory ram) {
        SystemBus bus = new SystemBus();
        bus.attach(ram);
        ProcessingElement element = new ProcessingElement(0, bus);
        SystemRegisters registers = element.systemRegisters();
        for (Feature feature : Feature.values()) {
            if (!feature.isAdvertised(registers)) {
                long others = registers.get(feature.register()) & ~(0xFL << feature.shift());
                registers.set(feature.register(), others | (long) feature.atLeast() << feature.shift());
            }
        }
        return element;
    }

    static List<String> classes() {
        return CASES.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void instructionsDoWhatAnIndependentProcessorDid(String instructionClass) {
        List<String> differences = new ArrayList<>();
        for (String line : Objects.requireNonNull(CASES.get(instructionClass))) {
            int arrow = line.indexOf(" ->");
            String[] inputs =
                    line.substring(instructionClass.length() + 1, arrow).split(" ");
            String result = execute(inputs);
            if (!result.equals(line.substring(arrow + 3))) {
                differences.add(line + "\n    but here" + result + "  # " + disassembly(inputs));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void everyClassThatAProgramCanRunHasAHundredCases() {
        assertThat(CASES).hasSize(33);
        assertThat(CASES.values()).allSatisfy(lines -> assertThat(lines).hasSizeGreaterThanOrEqualTo(100));
    }

    private static String disassembly(String[] inputs) {
        StringBuilder text = new StringBuilder();
        for (String input : inputs) {
            if (input.indexOf('=') < 0) {
                text.append(new Disassembler().disassemble(Integer.parseUnsignedInt(input, 16), 0))
                        .append("; ");
            }
        }
        return text.toString();
    }

    private String execute(String[] inputs) {
        reset();
        long end = SemanticsCases.WORDS;
        for (String input : inputs) {
            int equals = input.indexOf('=');
            if (equals < 0) {
                ram.write(end, 4, Integer.parseUnsignedInt(input, 16));
                end += 4;
            } else {
                set(input.substring(0, equals), Long.parseUnsignedLong(input.substring(equals + 1), 16));
            }
        }
        long[] before = registers();
        long count = (end - SemanticsCases.WORDS) / 4;
        assertThat(interpreter.run(element, count, StopCondition.NEVER)).isEqualTo(count);
        return changes(before, end);
    }

    private void reset() {
        for (int i = 0; i < 31; i++) {
            element.setX(i, ORDINARY * (2 * i + 3));
        }
        element.setStackPointer(SemanticsCases.DATA + SemanticsCases.DATA_BYTES / 2);
        element.exclusiveMonitor().clear();
        element.setProgramCounter(SemanticsCases.WORDS);
        byte[] data = new byte[SemanticsCases.DATA_BYTES];
        for (int i = 0; i < data.length; i++) {
            data[i] = SemanticsCases.initialByte(i);
        }
        ram.write(SemanticsCases.DATA, data);
    }

    private void set(String register, long value) {
        switch (register) {
            case "sp" -> element.setStackPointer(value);
            case "nzcv" -> element.state().setNzcv((int) value);
            default -> element.setX(Integer.parseInt(register.substring(1)), value);
        }
    }

    /** X0 to X30, the stack pointer, the flags. */
    private long[] registers() {
        long[] values = new long[33];
        for (int i = 0; i < 31; i++) {
            values[i] = element.x(i);
        }
        values[31] = element.stackPointer();
        values[32] = element.state().nzcv();
        return values;
    }

    private String changes(long[] before, long end) {
        StringBuilder text = new StringBuilder();
        long[] after = registers();
        for (int i = 0; i < after.length; i++) {
            if (after[i] != before[i]) {
                String name = i == 31 ? "sp" : i == 32 ? "nzcv" : "x" + i;
                text.append(" %s=%x".formatted(name, after[i]));
            }
        }
        if (element.programCounter() != end) {
            assertThat(element.programCounter()).isEqualTo(end + 4);
            text.append(" taken");
        }
        for (int offset = 0; offset < SemanticsCases.DATA_BYTES; offset += 8) {
            long value = ram.read(SemanticsCases.DATA + offset, 8);
            if (value != initialDoubleword(offset)) {
                text.append(" m%x=%x".formatted(SemanticsCases.DATA + offset, value));
            }
        }
        return text.toString();
    }

    private static long initialDoubleword(int offset) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | (SemanticsCases.initialByte(offset + i) & 0xFFL);
        }
        return value;
    }
}

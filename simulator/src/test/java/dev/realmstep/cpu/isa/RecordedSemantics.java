package dev.realmstep.cpu.isa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.decode.Disassembler;
import dev.realmstep.cpu.decode.InstructionTable;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the cases of the files in {@code semantics}, which say what an independent processor did, on an engine. */
abstract class RecordedSemantics {
    /** Where {@link #registers} has what is not a general register. */
    private static final int SP = 31;

    private static final int NZCV = 32;
    private static final int VECTORS = 33;
    private static final int WORDS = 32;
    private static final int PREDICATES = VECTORS + 32 * WORDS;
    private static final int PREDICATE_WORDS = 4;
    private static final int FPSR = PREDICATES + 17 * PREDICATE_WORDS;

    private static final int BRANCH_TO_ITSELF = 0x1400_0000;
    private static final long ORDINARY = 0x0123_4567_89AB_CDEFL;
    private static final long ORDINARY_VECTOR = 0xFEDC_BA98_7654_3211L;
    private static final long ORDINARY_PREDICATE = 0x9D2C_5680_F1B3_A7E5L;
    /** CPTR_EL3.EZ. */
    private static final long SVE_IS_NOT_TRAPPED = 1L << 8;

    /** Up to the end of the data, so that accesses beyond it fault. */
    private final PhysicalMemory ram = new PhysicalMemory(0x8000_0000L, 0x14000);

    private final ProcessingElement element = element(ram);
    private final Decoder decoder = Decoder.ofAllFeatures();
    private final Engine engine;

    RecordedSemantics(Engine engine) {
        this.engine = engine;
    }

    /** The lines of a class, without its name; none if there is no file. */
    private static List<String> cases(InstructionClass instructionClass) {
        InputStream file = RecordedSemantics.class.getResourceAsStream("semantics/" + instructionClass + ".txt.gz");
        if (file == null) {
            return List.of();
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot be read: " + instructionClass, e);
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
        registers.set(SystemRegister.CPTR_EL3, SVE_IS_NOT_TRAPPED);
        return element;
    }

    static Set<InstructionClass> classes() {
        Set<InstructionClass> classes = EnumSet.noneOf(InstructionClass.class);
        InstructionTable.instructions().forEach(instruction -> classes.add(instruction.instructionClass()));
        classes.removeAll(SemanticsCases.UNTESTED);
        return classes;
    }

    @ParameterizedTest
    @MethodSource("classes")
    void instructionsDoWhatAnIndependentProcessorDid(InstructionClass instructionClass) {
        List<String> differences = new ArrayList<>();
        for (String line : cases(instructionClass)) {
            int arrow = line.indexOf(" ->");
            String[] inputs = line.substring(0, arrow).split(" ");
            String result = execute(inputs);
            if (!result.equals(line.substring(arrow + 3))) {
                differences.add(line + "\n    but here" + result + "  # " + disassembly(inputs));
            }
        }
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void everyInstructionOfAClassHasCasesAndTheClassTwoHundred(InstructionClass instructionClass) {
        List<String> lines = cases(instructionClass);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(200);
        Set<Instruction> tested = lines.stream()
                .flatMap(
                        line -> Stream.of(line.substring(0, line.indexOf(" ->")).split(" ")))
                .filter(input -> input.indexOf('=') < 0)
                .map(word -> decoder.decode(Integer.parseUnsignedInt(word, 16)))
                .collect(Collectors.toSet());
        assertThat(tested)
                .containsAll(InstructionTable.instructions().stream()
                        .filter(instruction -> instruction.instructionClass() == instructionClass)
                        .toList());
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
        reset(vectorBytes(inputs));
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
        // A branch may skip an instruction.
        ram.write(end, 4, BRANCH_TO_ITSELF);
        ram.write(end + 4, 4, BRANCH_TO_ITSELF);
        long[] before = registers();
        long count = (end - SemanticsCases.WORDS) / 4 + 1;
        assertThat(engine.run(element, count, StopCondition.NEVER)).isEqualTo(count);
        return changes(before, end);
    }

    /** What vl= says, or 16. */
    private static int vectorBytes(String[] inputs) {
        for (String input : inputs) {
            if (input.startsWith("vl=")) {
                return Integer.parseInt(input.substring(3), 16);
            }
        }
        return 16;
    }

    private void reset(int vectorBytes) {
        element.systemRegisters().set(SystemRegister.ZCR_EL3, vectorBytes / 16 - 1);
        element.checkScalableAccess();
        ScalableRegisters z = element.scalable();
        for (int n = 0; n < 32; n++) {
            for (int i = 0; i < z.words(); i++) {
                int serial = i < 2 ? 2 * n + i : 64 + 30 * n + i - 2;
                z.setWord(n, i, ORDINARY_VECTOR * (2 * serial + 5));
            }
        }
        for (int p = 0; p <= ScalableRegisters.FFR; p++) {
            for (int i = 0; i < z.words(); i += Long.BYTES) {
                long ordinary = ORDINARY_PREDICATE * (2 * (PREDICATE_WORDS * p + i / Long.BYTES) + 7);
                setPredicate(p, i / Long.BYTES, p == ScalableRegisters.FFR ? -1 : ordinary);
            }
        }
        for (int i = 0; i < 31; i++) {
            element.setX(i, ORDINARY * (2 * i + 3));
        }
        element.systemRegisters().set(SystemRegister.FPCR, 0);
        element.systemRegisters().set(SystemRegister.FPSR, 0);
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
            case "fpcr" -> element.systemRegisters().set(SystemRegister.FPCR, value);
            case "vl" -> {}
            case "fpsr" -> element.systemRegisters().set(SystemRegister.FPSR, value);
            default -> setGeneralOrVector(register, value);
        }
    }

    private void setGeneralOrVector(String register, long value) {
        int dot = register.indexOf('.');
        if (dot < 0) {
            element.setX(Integer.parseInt(register.substring(1)), value);
            return;
        }
        int index = Integer.parseInt(register.substring(dot + 1));
        if (register.startsWith("ffr")) {
            setPredicate(ScalableRegisters.FFR, index, value);
        } else if (register.startsWith("p")) {
            setPredicate(Integer.parseInt(register.substring(1, dot)), index, value);
        } else {
            element.scalable().setWord(Integer.parseInt(register.substring(1, dot)), index, value);
        }
    }

    /** The bits of a predicate that govern eight words, as far as the vectors have so many. */
    private void setPredicate(int p, int index, long value) {
        ScalableRegisters z = element.scalable();
        for (int i = 0; i < Long.BYTES && Long.BYTES * index + i < z.words(); i++) {
            z.setPredicate(p, Long.BYTES * index + i, (int) (value >>> (Byte.SIZE * i)) & 0xFF);
        }
    }

    private long predicate(int p, int index) {
        ScalableRegisters z = element.scalable();
        long value = 0;
        for (int i = 0; i < Long.BYTES && Long.BYTES * index + i < z.words(); i++) {
            value |= (long) z.predicate(p, Long.BYTES * index + i) << (Byte.SIZE * i);
        }
        return value;
    }

    /** X0 to X30, the stack pointer, the flags, the doublewords of Z0 to Z31, of P0 to P15 and FFR, FPSR. */
    private long[] registers() {
        long[] values = new long[FPSR + 1];
        for (int i = 0; i < 31; i++) {
            values[i] = element.x(i);
        }
        values[SP] = element.stackPointer();
        values[NZCV] = element.state().nzcv();
        ScalableRegisters z = element.scalable();
        for (int n = 0; n < 32; n++) {
            for (int i = 0; i < z.words(); i++) {
                values[VECTORS + WORDS * n + i] = z.word(n, i);
            }
        }
        for (int i = 0; i < 17 * PREDICATE_WORDS; i++) {
            values[PREDICATES + i] = predicate(i / PREDICATE_WORDS, i % PREDICATE_WORDS);
        }
        values[FPSR] = element.systemRegisters().get(SystemRegister.FPSR);
        return values;
    }

    private String changes(long[] before, long end) {
        StringBuilder text = new StringBuilder();
        long[] after = registers();
        for (int i = 0; i < after.length; i++) {
            if (after[i] != before[i]) {
                text.append(" %s=%x".formatted(name(i), after[i]));
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

    private static String name(int index) {
        int vector = index - VECTORS;
        int predicate = index - PREDICATES;
        if (index == SP || index == NZCV || index == FPSR) {
            return index == SP ? "sp" : index == NZCV ? "nzcv" : "fpsr";
        }
        if (predicate >= 0) {
            String register =
                    predicate / PREDICATE_WORDS == ScalableRegisters.FFR ? "ffr" : "p" + predicate / PREDICATE_WORDS;
            return "%s.%d".formatted(register, predicate % PREDICATE_WORDS);
        }
        return vector < 0 ? "x" + index : "v%d.%d".formatted(vector / WORDS, vector % WORDS);
    }

    private static long initialDoubleword(int offset) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | (SemanticsCases.initialByte(offset + i) & 0xFFL);
        }
        return value;
    }
}

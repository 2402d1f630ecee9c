package dev.realmstep.cpu.isa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.decode.Disassembler;
import dev.realmstep.cpu.decode.InstructionTable;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.cpu.engine.translator.Translator;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vector and floating-point instructions with random operands, translated beside interpreted. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class TranslatedVectorsTests {
    private static final long RAM = 0x8000_0000L;
    private static final int RAM_BYTES = 0x20000;
    private static final long CODE = RAM + 0x200;
    /** What loads and stores reach. */
    private static final long DATA = RAM + 0x1_0000L;

    private static final int DATA_BYTES = 0x2000;
    private static final InstructionClass FIRST = InstructionClass.SIMD_LOAD_STORE_MULTIPLE_STRUCTURES;
    private static final Set<InstructionClass> MEMORY =
            EnumSet.range(FIRST, InstructionClass.SIMD_LOAD_STORE_SINGLE_STRUCTURE);
    private static final int BRANCH_TO_ITSELF = 0x1400_0000;
    private static final int WORDS_PER_INSTRUCTION = 12;
    private static final int OPERANDS_PER_WORD = 24;
    private static final int INSTRUCTIONS_IN_A_ROW = 3;

    private final Random random = new Random(1);
    private final Decoder decoder = Decoder.ofAllFeatures();
    private final Machine interpreted = new Machine(new Interpreter());
    private final Machine translated;

    TranslatedVectorsTests() throws ExecutableMemoryException {
        translated = new Machine(Translator.forThisHost());
    }

    /** An element with memory, and an engine that runs it. */
    private static final class Machine {
        private final PhysicalMemory ram = new PhysicalMemory(RAM, RAM_BYTES);
        private final ProcessingElement element;
        private final Engine engine;

        Machine(Engine engine) {
            this.engine = engine;
            SystemBus bus = new SystemBus();
            bus.attach(ram);
            element = new ProcessingElement(0, bus);
            SystemRegisters registers = element.systemRegisters();
            for (Feature feature : Feature.values()) {
                if (!feature.isAdvertised(registers)) {
                    long others = registers.get(feature.register()) & ~(0xFL << feature.shift());
                    registers.set(feature.register(), others | (long) feature.atLeast() << feature.shift());
                }
            }
        }

        void write(List<Integer> words) {
            long address = CODE;
            for (int word : words) {
                ram.write(address, 4, word);
                address += 4;
            }
            ram.write(address, 4, BRANCH_TO_ITSELF);
        }

        /** General registers, flags, vectors and FPSR, one after another. */
        void set(long[] state) {
            for (int i = 0; i < 31; i++) {
                element.setX(i, state[i]);
            }
            element.state().setNzcv((int) state[31] & 0xF);
            for (int i = 0; i < 64; i++) {
                element.vectors().setHalf(i / 2, i % 2, state[32 + i]);
            }
            element.systemRegisters().set(SystemRegister.FPCR, 0);
            element.systemRegisters().set(SystemRegister.FPSR, 0);
            element.setStackPointer(DATA + DATA_BYTES / 2);
            element.setProgramCounter(CODE);
        }

        long[] run(int instructions) {
            engine.run(element, instructions + 1L, StopCondition.NEVER);
            long[] state = new long[99];
            for (int i = 0; i < 31; i++) {
                state[i] = element.x(i);
            }
            state[31] = element.state().nzcv();
            for (int i = 0; i < 64; i++) {
                state[32 + i] = element.vectors().half(i / 2, i % 2);
            }
            state[96] = element.systemRegisters().get(SystemRegister.FPSR);
            state[97] = element.programCounter();
            byte[] data = new byte[DATA_BYTES];
            ram.read(DATA, data);
            state[98] = Arrays.hashCode(data);
            return state;
        }
    }

    static Set<InstructionClass> classes() {
        Set<InstructionClass> classes = EnumSet.noneOf(InstructionClass.class);
        InstructionTable.instructions().forEach(instruction -> classes.add(instruction.instructionClass()));
        classes.removeIf(instructionClass -> instructionClass.compareTo(FIRST) < 0);
        classes.removeIf(instructionClass -> EnumSet.range(
                        InstructionClass.LOGICAL_SHIFTED_REGISTER, InstructionClass.DATA_PROCESSING_THREE_SOURCE)
                .contains(instructionClass));
        return classes;
    }

    @ParameterizedTest
    @MethodSource("classes")
    void translatedInstructionsDoWhatInterpretedOnesDo(InstructionClass instructionClass) {
        List<Instruction> instructions = InstructionTable.instructions().stream()
                .filter(instruction -> instruction.instructionClass() == instructionClass)
                .toList();
        for (Instruction instruction : instructions) {
            for (int i = 0; i < WORDS_PER_INSTRUCTION; i++) {
                compare(instructionClass, words(instruction, instructions));
            }
        }
    }

    /** An instruction and some of its class, so that values stay in registers of the host between them. */
    private List<Integer> words(Instruction first, List<Instruction> others) {
        List<Integer> words = new ArrayList<>();
        words.add(word(first));
        while (words.size() < INSTRUCTIONS_IN_A_ROW) {
            words.add(word(others.get(random.nextInt(others.size()))));
        }
        return words;
    }

    private int word(Instruction instruction) {
        while (true) {
            Encoding encoding = instruction.encoding();
            int word = encoding.value() | (random.nextInt() & ~encoding.mask());
            if (decoder.decode(word) == instruction) {
                return word;
            }
        }
    }

    private void compare(InstructionClass instructionClass, List<Integer> words) {
        interpreted.write(words);
        translated.write(words);
        for (int i = 0; i < OPERANDS_PER_WORD; i++) {
            long[] before = state();
            if (MEMORY.contains(instructionClass)) {
                Arrays.setAll(before, index -> index < 31 ? address() : before[index]);
            }
            interpreted.set(before);
            translated.set(before);
            assertThat(translated.run(words.size()))
                    .as(() -> text(words, before))
                    .isEqualTo(interpreted.run(words.size()));
        }
    }

    private String text(List<Integer> words, long[] before) {
        StringBuilder text = new StringBuilder();
        for (int word : words) {
            text.append("%08x %s%n".formatted(word, new Disassembler().disassemble(word, CODE)));
        }
        for (int i = 0; i < before.length; i++) {
            text.append(" %d:%x".formatted(i, before[i]));
        }
        return text.toString();
    }

    private long[] state() {
        long[] state = new long[96];
        int kind = random.nextInt(6);
        for (int i = 0; i < state.length; i++) {
            state[i] = switch (kind) {
                case 0 -> random.nextLong();
                case 1, 2 -> number(32) | number(32) << 32;
                case 3, 4 -> number(64);
                default -> lanes();
            };
        }
        return state;
    }

    /** Half of them aligned. */
    private long address() {
        int offset = random.nextInt(DATA_BYTES);
        return DATA + (random.nextBoolean() ? offset & -16 : offset);
    }

    private long lanes() {
        int bits = 8 << random.nextInt(4);
        long lanes = 0;
        for (int bit = 0; bit < Long.SIZE; bit += bits) {
            long lane = switch (random.nextInt(6)) {
                case 0 -> 0;
                case 1 -> -1;
                case 2 -> 1L << (bits - 1);
                case 3 -> (1L << (bits - 1)) - 1;
                case 4 -> random.nextInt(64) - 32;
                default -> random.nextLong();
            };
            lanes |= (lane & -1L >>> -bits) << bit;
        }
        return lanes;
    }

    /** The bits of a floating-point number: mostly ordinary, some close to where a format ends, few that are not numbers. */
    private long number(int bits) {
        int fractionBits = bits == 32 ? 23 : 52;
        long exponentMask = (1L << (bits - 1 - fractionBits)) - 1;
        long bias = exponentMask >>> 1;
        long exponent = switch (random.nextInt(24)) {
            case 0, 1 -> 0;
            case 2 -> exponentMask;
            case 3 -> random.nextLong(exponentMask);
            case 4, 5 -> 1 + random.nextInt(3);
            case 6, 7 -> exponentMask - 1 - random.nextInt(3);
            case 8, 9 -> bias / 2 + random.nextInt(5) - 2;
            default -> bias + random.nextInt(2 * bits) - bits / 2;
        };
        long fraction = switch (random.nextInt(6)) {
            case 0, 1 -> 0;
            case 2 -> 1L << random.nextInt(fractionBits);
            case 3 -> -1L << random.nextInt(fractionBits);
            case 4 -> -1L;
            default -> random.nextLong();
        };
        long sign = random.nextBoolean() ? 1L << (bits - 1) : 0;
        return sign | exponent << fractionBits | (fraction & ((1L << fractionBits) - 1));
    }
}

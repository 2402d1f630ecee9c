package dev.realmstep.cpu.engine.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.decode.InstructionTable;
import dev.realmstep.cpu.engine.Program;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of random instructions, in loops, on both engines: all that they compute is equal. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class RandomProgramTests {
    private static final int PROGRAMS_PER_SEED = 60;
    private static final int LENGTH = 150;
    private static final long INSTRUCTIONS = 20_000;
    /** Stretches end anywhere in blocks. */
    private static final long STRETCH = 1009;

    private static final int BASE_REGISTER = 28;
    private static final long ACCESSED = 1L << 10;
    private static final int BRANCH = 0x1400_0000;
    private static final int BRANCH_OFFSET_MASK = 0x03FF_FFFF;
    private static final int CONDITIONAL_OFFSET_MASK = 0x00FF_FFE0;
    private static final int TEST_OFFSET_MASK = 0x0007_FFE0;

    private static final Set<InstructionClass> COMPUTING = EnumSet.of(
            InstructionClass.PC_RELATIVE_ADDRESSING,
            InstructionClass.ADD_SUBTRACT_IMMEDIATE,
            InstructionClass.LOGICAL_IMMEDIATE,
            InstructionClass.MOVE_WIDE_IMMEDIATE,
            InstructionClass.BITFIELD,
            InstructionClass.EXTRACT,
            InstructionClass.LOGICAL_SHIFTED_REGISTER,
            InstructionClass.ADD_SUBTRACT_SHIFTED_REGISTER,
            InstructionClass.ADD_SUBTRACT_EXTENDED_REGISTER,
            InstructionClass.ADD_SUBTRACT_WITH_CARRY,
            InstructionClass.FLAG_MANIPULATION,
            InstructionClass.CONDITIONAL_COMPARE,
            InstructionClass.CONDITIONAL_SELECT,
            InstructionClass.DATA_PROCESSING_ONE_SOURCE,
            InstructionClass.DATA_PROCESSING_TWO_SOURCE,
            InstructionClass.DATA_PROCESSING_THREE_SOURCE);

    private static final Set<InstructionClass> VECTOR =
            EnumSet.range(InstructionClass.SIMD_SCALAR_COPY, InstructionClass.FLOATING_POINT_THREE_SOURCE);

    private static final Set<InstructionClass> ACCESSING =
            EnumSet.of(InstructionClass.LOAD_STORE_UNSIGNED_IMMEDIATE, InstructionClass.LOAD_STORE_UNSCALED_IMMEDIATE);

    private static final Set<InstructionClass> BRANCHING = EnumSet.of(
            InstructionClass.CONDITIONAL_BRANCH, InstructionClass.COMPARE_AND_BRANCH, InstructionClass.TEST_AND_BRANCH);

    private final Decoder decoder = Decoder.ofAllFeatures();
    private final List<Instruction> computing = of(COMPUTING);
    private final List<Instruction> vector = of(VECTOR);
    private final List<Instruction> accessing = of(ACCESSING);
    private final List<Instruction> branching = of(BRANCHING);

    private static List<Instruction> of(Set<InstructionClass> classes) {
        return InstructionTable.instructions().stream()
                .filter(instruction -> classes.contains(instruction.instructionClass()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bothEnginesComputeTheSame(long seed) throws ExecutableMemoryException {
        Random random = new Random(seed);
        for (int i = 0; i < PROGRAMS_PER_SEED; i++) {
            int[] words = words(random);
            long values = random.nextLong();
            Program reference = program(new Interpreter(), words, values);
            Program tested = program(Translator.forThisHost(), words, values);
            for (long done = 0; done < INSTRUCTIONS; done += STRETCH) {
                assertThat(tested.run(STRETCH)).isEqualTo(reference.run(STRETCH));
                assertThat(ProgramStates.differences(reference, tested))
                        .as("seed %d, program %d, after %d instructions", seed, i, done + STRETCH)
                        .isEmpty();
            }
        }
    }

    private static Program program(Engine engine, int[] words, long values) {
        Program program = new Program(engine, words);
        program.translate(ACCESSED, ACCESSED);
        program.write(Program.FROM_CURRENT_LEVEL, BRANCH);
        program.set(SystemRegister.CPACR_EL1, 3L << 20);
        Random random = new Random(values);
        for (int n = 0; n < 31; n++) {
            program.element.setX(n, random.nextLong() >> random.nextInt(64));
        }
        program.element.setX(BASE_REGISTER, Program.DATA + 0x8000);
        for (int half = 0; half < 64; half++) {
            program.element.vectors().setHalf(half / 2, half % 2, Double.doubleToRawLongBits(random.nextGaussian()));
        }
        return program;
    }

    private int[] words(Random random) {
        int[] words = new int[LENGTH];
        for (int i = 0; i < LENGTH - 4; i++) {
            words[i] = switch (random.nextInt(8)) {
                case 0, 1 -> (word(accessing, random) & ~(31 << 5)) | (BASE_REGISTER << 5);
                case 2 -> branch(random);
                case 3, 4 -> word(vector, random);
                default -> word(computing, random);
            };
        }
        for (int i = LENGTH - 4; i < LENGTH; i++) {
            words[i] = BRANCH | (-i & BRANCH_OFFSET_MASK);
        }
        return words;
    }

    /** A branch over at most three instructions. */
    private int branch(Random random) {
        int word = word(branching, random);
        int offset = 2 + random.nextInt(3);
        boolean tests = (word & 0x7E00_0000) == 0x3600_0000;
        return (word & ~(tests ? TEST_OFFSET_MASK : CONDITIONAL_OFFSET_MASK)) | (offset << 5);
    }

    /** An instruction that leaves the base register alone. */
    private int word(List<Instruction> instructions, Random random) {
        while (true) {
            Instruction instruction = instructions.get(random.nextInt(instructions.size()));
            int word = instruction.encoding().value()
                    | (random.nextInt() & ~instruction.encoding().mask());
            if (decoder.decode(word) == instruction && (word & 31) != BASE_REGISTER) {
                return word;
            }
        }
    }
}

package dev.realmstep.cpu.engine.translator.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.PointerLayouts;
import dev.realmstep.cpu.PointerSigning;
import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.decode.Disassembler;
import dev.realmstep.cpu.decode.InstructionTable;
import dev.realmstep.cpu.engine.translator.host.HostCode;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import dev.realmstep.cpu.engine.translator.x86.X86BackEnd;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which vector and floating-point instructions become code of the host, rather than the interpreter's work. */
class VectorLoweringTests {
    private static final long ADDRESS = 0x1000;
    private static final int BRANCH_TO_ITSELF = 0x1400_0000;
    private static final int TRIES = 40;
    private static final int LONGEST_BLOCK = 64;
    /** What TranslationCache keeps free for a block. */
    private static final int ROOM_FOR_A_BLOCK = 1 << 16;

    private static final PointerSigning UNSIGNED =
            new PointerSigning(Set.of(), false, new PointerLayouts(0, 0, false), new PointerLayouts(0, 0, false));

    private final Decoder decoder = Decoder.ofAllFeatures();
    private final Random random = new Random(1);
    private final Arena arena = Arena.ofAuto();
    private final long memory = arena.allocate(4L * (LONGEST_BLOCK + 1)).address();

    private static TranslationState state(boolean vectorsOpen, boolean plainFloatingPoint) {
        return new TranslationState(0, false, vectorsOpen, plainFloatingPoint, false, false, false, Set.of(), UNSIGNED);
    }

    private BlockCode lower(TranslationState state, int... words) {
        for (int i = 0; i < words.length; i++) {
            NativeMemory.setInt(memory + 4L * i, words[i]);
        }
        NativeMemory.setInt(memory + 4L * words.length, BRANCH_TO_ITSELF);
        return new FrontEnd(decoder).translate(ADDRESS, memory, state);
    }

    private boolean isLeftToTheInterpreter(TranslationState state, int word) {
        return lower(state, word).operations().stream().anyMatch(operation -> operation.opcode() == Opcode.INTERPRET);
    }

    private int anyWord(Instruction instruction) {
        while (true) {
            int fixed = instruction.encoding().mask();
            int word = instruction.encoding().value() | (random.nextInt() & ~fixed);
            if (decoder.decode(word) == instruction) {
                return word;
            }
        }
    }

    private List<String> leftToTheInterpreter(InstructionClass instructionClass, Set<String> names) {
        List<Instruction> instructions = InstructionTable.instructions().stream()
                .filter(instruction -> instruction.instructionClass() == instructionClass)
                .filter(instruction -> instruction.feature() != Feature.FP16)
                .filter(instruction -> names.contains(instruction.name()))
                .toList();
        assertThat(instructions).extracting(Instruction::name).containsAll(names);
        List<String> left = new ArrayList<>();
        for (Instruction instruction : instructions) {
            for (int i = 0; i < TRIES; i++) {
                int word = anyWord(instruction);
                if (isLeftToTheInterpreter(state(true, true), word)) {
                    left.add(new Disassembler().disassemble(word, ADDRESS));
                }
            }
        }
        return left;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLOATING_POINT_TWO_SOURCE FMUL FDIV FADD FSUB FMAX FMIN FMAXNM FMINNM FNMUL",
                "FLOATING_POINT_THREE_SOURCE FMADD FMSUB FNMADD FNMSUB",
                "FLOATING_POINT_ONE_SOURCE FMOV FABS FNEG FSQRT FRINTN FRINTP FRINTM FRINTZ FRINTA FRINTX FRINTI",
                "FLOATING_POINT_COMPARE FCMP FCMPE",
                "FLOATING_POINT_CONDITIONAL_COMPARE FCCMP FCCMPE",
                "FLOATING_POINT_CONDITIONAL_SELECT FCSEL",
                "CONVERSION_FLOATING_POINT_INTEGER SCVTF UCVTF FCVTZS FCVTZU FCVTNS FCVTMS FCVTPS",
                "SIMD_THREE_SAME ADD SUB MUL MLA MLS ADDP CMEQ CMGT CMGE CMHI CMHS CMTST SMAX SMIN UMAX UMIN UMAXP",
                "SIMD_THREE_SAME AND ORR EOR BIC ORN BSL BIT BIF FADD FSUB FMUL FDIV FMLA FMLS FCMEQ FCMGE FCMGT",
                "SIMD_TWO_REGISTER_MISCELLANEOUS NOT NEG ABS CNT XTN REV64 REV32 REV16 CMEQ CMGT FABS FNEG SCVTF FCVTZS",
                "SIMD_SHIFT_BY_IMMEDIATE SHL USHR SSHR USRA SSRA USHLL SSHLL SHRN SLI SRI",
                "SIMD_THREE_DIFFERENT UADDL SADDL UMULL SMULL UMLAL SMLAL UADDW SSUBL ADDHN",
                "SIMD_PERMUTE ZIP1 ZIP2 UZP1 UZP2 TRN1 TRN2",
                "SIMD_ACROSS_LANES ADDV UADDLV UMAXV UMINV SMAXV SMINV",
                "SIMD_MODIFIED_IMMEDIATE MOVI MVNI ORR BIC FMOV",
                "SIMD_EXTRACT EXT",
                "CRYPTOGRAPHIC_AES AESE AESD AESMC AESIMC"
            })
    void nothingOfThisIsLeftToTheInterpreter(String classAndNames) {
        String[] words = classAndNames.split(" ");
        Set<String> names = Set.copyOf(Arrays.asList(words).subList(1, words.length));

        assertThat(leftToTheInterpreter(InstructionClass.valueOf(words[0]), names))
                .isEmpty();
    }

    @Test
    void whatTrapsOrRoundsOtherwiseIsLeftToTheInterpreter() {
        final int add = 0x1E62_2820;
        final int move = 0x1E60_4020;

        assertThat(isLeftToTheInterpreter(state(true, true), add)).isFalse();
        assertThat(isLeftToTheInterpreter(state(true, false), add)).isTrue();
        assertThat(isLeftToTheInterpreter(state(true, false), move)).isFalse();
        assertThat(isLeftToTheInterpreter(state(false, true), move)).isTrue();
    }

    @Test
    void theLongestBlockHasRoom() {
        List<Instruction> vectors = InstructionTable.instructions().stream()
                .filter(instruction -> instruction.name().startsWith("FCVT")
                        || instruction.name().startsWith("LD1"))
                .toList();
        TranslationState state = new TranslationState(0, false, true, true, true, false, false, Set.of(), UNSIGNED);
        for (Instruction instruction : vectors) {
            int[] words = new int[LONGEST_BLOCK];
            Arrays.setAll(words, index -> anyWord(instruction));
            HostCode code = new X86BackEnd().translate(lower(state, words), state, 0, 1);

            assertThat(code.bytes()).hasSizeLessThan(ROOM_FOR_A_BLOCK);
        }
    }
}

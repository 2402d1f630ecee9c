package dev.realmstep.cpu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.cpu.engine.translator.Translator;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AArch64.BranchAddr (Arm ARM J1.1): where the top byte is ignored, the program counter is without it. */
class BranchAddressTests {
    private static final int ADR_X3_0 = 0x1000_0003;
    private static final int BR_X0 = 0xD61F_0000;
    private static final int BLR_X0 = 0xD63F_0000;
    private static final int RET_X0 = 0xD65F_0000;
    private static final int ERET = 0xD69F_03E0;
    private static final int SVC = 0xD400_0001;
    private static final int BRANCH_TO_ITSELF = 0x1400_0000;

    private static final long TARGET = Program.CODE + 0x100;
    private static final long TAG = 0x5A00_0000_0000_0000L;
    private static final long ACCESSED = 1L << 10;

    /** TCR_EL1. */
    private static final long TBI0 = 1L << 37;

    private static final long TBI1 = 1L << 38;
    private static final long TBID0 = 1L << 51;
    /** TCR_EL2 of a regime with one range. */
    private static final long TBI = 1L << 20;

    /** SPSR_ELx.M. */
    private static final long EL1H = 5;

    private static Program program(Engine engine, int word, long tcr) {
        Program program = new Program(engine, word);
        program.write(TARGET, ADR_X3_0, BRANCH_TO_ITSELF);
        program.translate(ACCESSED, ACCESSED);
        program.or(SystemRegister.TCR_EL1, tcr);
        program.element.setX(0, TAG | TARGET);
        return program;
    }

    static Stream<Engine> engines() throws ExecutableMemoryException {
        boolean isTranslated = System.getProperty("os.arch").equals("amd64")
                && System.getProperty("os.name").equals("Linux");
        return isTranslated ? Stream.of(new Interpreter(), Translator.forThisHost()) : Stream.of(new Interpreter());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aBranchToATaggedAddressLeavesTheTagBehind(Engine engine) {
        for (int branch : new int[] {BR_X0, BLR_X0, RET_X0}) {
            Program program = program(engine, branch, TBI0);

            program.run(3);

            assertThat(program.element.programCounter()).isEqualTo(TARGET + 4);
            assertThat(program.element.x(3)).as("what ADR sees").isEqualTo(TARGET);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aTagStaysWhereTheTopByteIsOfTheAddressOrIgnoredForDataAlone(Engine engine) {
        for (long tcr : new long[] {0, TBI1, TBI0 | TBID0}) {
            Program program = program(engine, BR_X0, tcr);

            program.run(1);

            assertThat(program.element.programCounter()).isEqualTo(TAG | TARGET);
        }
    }

    @Test
    void anAddressOfTheUpperRangeBeginsWithOnes() {
        Program program = program(new Interpreter(), BR_X0, TBI1);
        program.element.setX(0, 0x12FF_8000_0000_1000L);

        program.run(1);

        assertThat(program.element.programCounter()).isEqualTo(0xFFFF_8000_0000_1000L);
    }

    @Test
    void aRegimeWithOneRangeHasZeroesThere() {
        Program program = new Program(BR_X0);
        program.element.state().setExceptionLevel(ExceptionLevel.EL2);
        program.set(SystemRegister.TCR_EL2, TBI);
        program.element.setX(0, 0xFFFF_8000_0000_1000L);

        program.run(1);

        assertThat(program.element.programCounter()).isEqualTo(0x00FF_8000_0000_1000L);
    }

    @Test
    void anExceptionReturnAndAVectorLoseTheirTags() {
        Program program = program(new Interpreter(), ERET, TBI0);
        program.set(SystemRegister.ELR_EL1, TAG | TARGET);
        program.set(SystemRegister.SPSR_EL1, EL1H);
        program.set(SystemRegister.VBAR_EL1, TAG | Program.VECTORS);
        program.write(TARGET, SVC);

        program.run(1);
        assertThat(program.element.programCounter()).isEqualTo(TARGET);
        program.run(1);

        assertThat(program.element.programCounter()).isEqualTo(Program.FROM_CURRENT_LEVEL);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(TARGET + 4);
    }
}

package dev.realmstep.cpu.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.SystemControl;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEAT_BTI: where indirect branches may land in guarded pages. */
class BranchTargetTests {
    private static final int BR_X0 = 0xD61F_0000;
    private static final int BR_X16 = 0xD61F_0200;
    private static final int BLR_X0 = 0xD63F_0000;
    private static final int RET = 0xD65F_03C0;
    private static final int NOP = 0xD503_201F;
    private static final int BTI_C = 0xD503_245F;
    private static final int LDR_X1_X2 = 0xF940_0041;
    private static final int SVC = 0xD400_0001;
    private static final long GUARDED = 1L << 50;
    private static final int BRANCH_TARGET = 0x0D;
    private static final long TARGET = Program.CODE + 0x100;
    private static final int SPSR_BTYPE_SHIFT = 10;

    private static Program landing(int branch, int target) {
        Program program = new Program(branch);
        program.write(TARGET, target, NOP);
        for (int register : new int[] {0, 16, 30}) {
            program.element.setX(register, TARGET);
        }
        program.translate(GUARDED, 0);
        return program;
    }

    @ParameterizedTest
    @CsvSource({
        // the word that a branch lands on; whether BR X0, BR X16 and BLR may; whether BR X0 may with SCTLR_EL1.BT1
        "D503201F, false, false, false, false, nop",
        "D503241F, false, false, false, false, bti",
        "D503245F, false, true, true, false, bti c",
        "D503249F, true, true, false, true, bti j",
        "D50324DF, true, true, true, true, bti jc",
        "D503233F, true, true, true, false, paciasp",
        "D503237F, true, true, true, false, pacibsp",
        "D503231F, false, false, false, false, paciaz",
        "D4200000, true, true, true, true, brk #0",
        "FFFFFFFF, false, false, false, false, unallocated",
    })
    void aGuardedPageAdmitsWhatIsMeantForIt(
            String word, boolean jump, boolean veneer, boolean call, boolean strictJump, String name) {
        int target = Integer.parseUnsignedInt(word, 16);
        assertThat(admits(BR_X0, target, false)).as("br to " + name).isEqualTo(jump);
        assertThat(admits(BR_X16, target, false)).as("br x16 to " + name).isEqualTo(veneer);
        assertThat(admits(BLR_X0, target, false)).as("blr to " + name).isEqualTo(call);
        assertThat(admits(BR_X0, target, true)).as("strict br to " + name).isEqualTo(strictJump);
        assertThat(admits(BLR_X0, target, true)).as("strict blr to " + name).isEqualTo(call);
    }

    private static boolean admits(int branch, int target, boolean strict) {
        Program program = landing(branch, target);
        program.or(SystemRegister.SCTLR_EL1, strict ? SystemControl.BT1 : 0);
        program.run(2);
        return program.get(SystemRegister.ELR_EL1) != TARGET || program.exceptionClass() != BRANCH_TARGET;
    }

    @Test
    void theExceptionTellsHowTheBranchCame() {
        Program program = landing(BLR_X0, NOP);
        program.run(2);
        assertThat(program.get(SystemRegister.ESR_EL1)).isEqualTo(0x3600_0002L);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(TARGET);
        assertThat(program.get(SystemRegister.SPSR_EL1) >>> SPSR_BTYPE_SHIFT & 3)
                .isEqualTo(2);
        assertThat(program.element.state().branchType()).isZero();
    }

    @Test
    void aPageThatIsNotGuardedAdmitsAnything() {
        Program program = landing(BLR_X0, NOP);
        program.translate(0, 0);
        program.run(2);
        assertThat(program.element.programCounter()).isEqualTo(TARGET + 4);
    }

    @Test
    void aReturnAndDirectBranchesMayLandAnywhere() {
        Program program = landing(RET, NOP);
        program.run(2);
        assertThat(program.element.programCounter()).isEqualTo(TARGET + 4);
    }

    @Test
    void whatFollowsTheTargetIsFree() {
        Program program = landing(BLR_X0, BTI_C);
        program.run(3);
        assertThat(program.element.programCounter()).isEqualTo(TARGET + 8);
    }

    @Test
    void aTargetThatFaultsIsLandedOnAgain() {
        Program program = landing(BLR_X0, LDR_X1_X2);
        program.translate(0, 0);
        program.element.setX(2, 0x1234_0000_0000L);
        program.run(2);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(TARGET);
        assertThat(program.get(SystemRegister.SPSR_EL1) >>> SPSR_BTYPE_SHIFT & 3)
                .isEqualTo(2);
    }

    @Test
    void aCallToTheKernelHasLanded() {
        Program program = landing(BLR_X0, SVC);
        program.translate(0, 0);
        program.run(2);
        assertThat(program.get(SystemRegister.SPSR_EL1) >>> SPSR_BTYPE_SHIFT & 3)
                .isZero();
    }

    @Test
    void aBranchFromAnUnguardedPageComesAsFromAVeneer() {
        Program program = landing(BR_X0, NOP);
        program.translate(0, 0);
        program.run(1);
        assertThat(program.element.state().branchType()).isEqualTo(1);
    }
}

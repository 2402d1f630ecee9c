package dev.realmstep.cpu.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.SystemControl;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.Program;
import org.junit.jupiter.api.Test;

/** Instructions of pointer authentication, one with the other. */
class AuthenticatedProgramTests {
    private static final int PACIASP = 0xD503_233F;
    private static final int AUTIASP = 0xD503_23BF;
    private static final int PACIA1716 = 0xD503_211F;
    private static final int PACIZA_X0 = 0xDAC1_23E0;
    private static final int PACIA_X0_X1 = 0xDAC1_0020;
    private static final int PACDZA_X0 = 0xDAC1_2BE0;
    private static final int XPACLRI = 0xD503_20FF;
    private static final int RETAA = 0xD65F_0BFF;
    private static final int BRAA_X0_X1 = 0xD71F_0801;
    private static final int BLRAAZ_X0 = 0xD63F_081F;
    private static final int LDRAA_X2_X0_8_WRITING_BACK = 0xF820_1C02;
    private static final int ERETAA = 0xD69F_0BFF;
    private static final int MSR_ELR_X30 = 0xD518_403E;
    private static final long TARGET = Program.CODE + 0x100;

    private static Program program(int... words) {
        Program program = new Program(words);
        program.or(SystemRegister.SCTLR_EL1, SystemControl.ENIA | SystemControl.ENDA);
        program.set(SystemRegister.APIAKEYLO_EL1, 0x1234);
        program.set(SystemRegister.APDAKEYHI_EL1, 0x5678);
        program.element.setStackPointer(Program.DATA);
        return program;
    }

    @Test
    void aReturnAddressIsSignedAndAuthenticatedWithTheStackPointer() {
        Program program = program(PACIASP, AUTIASP);
        program.element.setX(30, TARGET);
        program.run(1);
        assertThat(program.element.x(30)).isNotEqualTo(TARGET);
        program.run(1);
        assertThat(program.element.x(30)).isEqualTo(TARGET);
    }

    @Test
    void aReturnAuthenticates() {
        Program program = program(PACIASP, RETAA);
        program.element.setX(30, TARGET);
        program.run(2);
        assertThat(program.element.programCounter()).isEqualTo(TARGET);
    }

    @Test
    void aReturnWithAnotherStackPointerFaultsAtTheReturn() {
        Program program = program(PACIASP, RETAA);
        program.element.setX(30, TARGET);
        program.run(1);
        program.element.setStackPointer(Program.DATA - 16);
        program.run(1);
        assertThat(program.exceptionClass()).isEqualTo(0x1C);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE + 4);
    }

    @Test
    void aBranchAuthenticates() {
        Program program = program(PACIA_X0_X1, BRAA_X0_X1);
        program.element.setX(0, TARGET);
        program.element.setX(1, 77);
        program.run(2);
        assertThat(program.element.programCounter()).isEqualTo(TARGET);
    }

    @Test
    void aCallAuthenticatesAndLinks() {
        Program program = program(PACIZA_X0, BLRAAZ_X0);
        program.element.setX(0, TARGET);
        program.run(2);
        assertThat(program.element.programCounter()).isEqualTo(TARGET);
        assertThat(program.element.x(30)).isEqualTo(Program.CODE + 8);
    }

    @Test
    void aCallThatFailsDoesNotLink() {
        Program program = program(BLRAAZ_X0);
        program.element.setX(0, TARGET | 1L << 50);
        program.run(1);
        assertThat(program.exceptionClass()).isEqualTo(0x1C);
        assertThat(program.element.x(30)).isZero();
    }

    @Test
    void aLoadAuthenticatesItsBaseAndWritesBackTheAddress() {
        Program program = program(PACDZA_X0, LDRAA_X2_X0_8_WRITING_BACK);
        program.ram.write(Program.DATA + 8, 8, 42);
        program.element.setX(0, Program.DATA);
        program.run(2);
        assertThat(program.element.x(2)).isEqualTo(42);
        assertThat(program.element.x(0)).isEqualTo(Program.DATA + 8);
    }

    @Test
    void registers16And17HaveFormsOfTheirOwn() {
        Program program = program(PACIA1716, PACIA_X0_X1);
        program.element.setX(17, TARGET);
        program.element.setX(16, 5);
        program.element.setX(0, TARGET);
        program.element.setX(1, 5);
        program.run(2);
        assertThat(program.element.x(17)).isEqualTo(program.element.x(0)).isNotEqualTo(TARGET);
    }

    @Test
    void anExceptionReturnAuthenticates() {
        Program program = program(PACIASP, MSR_ELR_X30, ERETAA);
        program.set(SystemRegister.SPSR_EL1, 0);
        program.element.setX(30, TARGET);
        program.run(3);
        assertThat(program.element.exceptionLevel()).isEqualTo(ExceptionLevel.EL0);
        assertThat(program.element.programCounter()).isEqualTo(TARGET);
    }

    @Test
    void anExceptionReturnThatFailsStaysAtItsLevel() {
        Program program = program(ERETAA);
        program.set(SystemRegister.ELR_EL1, TARGET | 1L << 50);
        program.run(1);
        assertThat(program.exceptionClass()).isEqualTo(0x1C);
        assertThat(program.element.programCounter()).isEqualTo(Program.FROM_CURRENT_LEVEL);
    }

    @Test
    void codesAreStrippedWithoutAKey() {
        Program program = program(XPACLRI);
        program.element.setX(30, 0x3A7F_FF12_3456_7890L);
        program.set(SystemRegister.TCR_EL1, 16);
        program.run(1);
        assertThat(program.element.x(30)).isEqualTo(0x0000_FF12_3456_7890L);
    }

    @Test
    void withoutTheFeatureHintsDoNothingAndTheRestIsUndefined() {
        Program program = program(PACIASP, PACIZA_X0);
        program.set(SystemRegister.ID_AA64ISAR1_EL1, 0);
        program.element.setX(30, TARGET);
        program.run(1);
        assertThat(program.element.x(30)).isEqualTo(TARGET);
        program.run(1);
        assertThat(program.exceptionClass()).isZero();
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE + 4);
    }
}

package dev.realmstep.cpu.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessState;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arm ARM D2: software step and breakpoints as a kernel uses them for its programs, and for itself. */
class SelfHostedDebugTests {
    private static final int ERET = 0xD69F_03E0;
    private static final int NOP = 0xD503_201F;
    private static final int SVC = 0xD400_0001;
    private static final int LDXR = 0xC85F_7C20; // ldxr x0, [x1]
    private static final int LDR = 0xF940_0020; // ldr x0, [x1]
    private static final int UNALLOCATED = 0xFFFF_FFFF;
    private static final int DAIFCLR_8 = 0xD503_48FF;

    private static final long SS = 1;
    private static final long KDE = 1 << 13;
    private static final long MDE = 1 << 15;
    private static final long SPSR_SS = 1 << 21;
    private static final long OS_LOCKED = 1 << 1;
    private static final long EL0_BLOCK = 1L << 6;
    /** What EL0 can write, EL1 does not execute. */
    private static final long READ_ONLY = 1L << 7;

    private static final long TARGET = Program.CODE + 0x100;
    private static final int STEP_LOWER = 0x32;
    private static final int BREAKPOINT_LOWER = 0x30;
    /** DBGBCR: enabled, EL0, all four bytes. */
    private static final long BREAK_AT_EL0 = 1 | 2 << 1 | 0xF << 5;

    /** A kernel about to return to a program at EL0. */
    private static Program returning(long spsr, int... words) {
        Program program = new Program(ERET);
        program.write(TARGET, words);
        program.translate(EL0_BLOCK | READ_ONLY, EL0_BLOCK);
        program.set(SystemRegister.SPSR_EL1, spsr);
        program.set(SystemRegister.ELR_EL1, TARGET);
        program.element.setX(1, Program.DATA);
        return program;
    }

    private static void run(Program program, int instructions) {
        for (int i = 0; i < instructions; i++) {
            program.run(1);
        }
    }

    @Test
    void oneInstructionIsStepped() {
        Program program = returning(SPSR_SS, NOP, NOP);
        program.set(SystemRegister.MDSCR_EL1, SS);
        program.run(1);
        program.run(2);
        assertThat(program.exceptionClass()).isEqualTo(STEP_LOWER);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(TARGET + 4);
        assertThat(program.get(SystemRegister.SPSR_EL1) & SPSR_SS).isZero();
        assertThat(program.element.exceptionLevel()).isEqualTo(ExceptionLevel.EL1);
    }

    @ParameterizedTest
    @CsvSource({"0xC85F7C20, 0x1000062", "0xF9400020, 0x1000022"})
    void theSyndromeTellsWhetherALoadExclusiveWasStepped(String word, String syndrome) {
        Program program = returning(SPSR_SS, Long.decode(word).intValue(), NOP);
        program.set(SystemRegister.MDSCR_EL1, SS);
        run(program, 3);
        assertThat(program.get(SystemRegister.ESR_EL1) & 0x1FF_FFFF).isEqualTo(Long.decode(syndrome));
    }

    @Test
    void withoutSsInTheSavedStateTheStepIsOverAtOnce() {
        Program program = returning(0, NOP);
        program.set(SystemRegister.MDSCR_EL1, SS);
        run(program, 2);
        assertThat(program.exceptionClass()).isEqualTo(STEP_LOWER);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(TARGET);
    }

    @Test
    void aCallIsSteppedAndAFaultIsNot() {
        Program call = returning(SPSR_SS, SVC, NOP);
        call.set(SystemRegister.MDSCR_EL1, SS);
        run(call, 2);
        assertThat(call.exceptionClass()).isEqualTo(0x15);
        assertThat(call.get(SystemRegister.SPSR_EL1) & SPSR_SS).isZero();

        Program fault = returning(SPSR_SS, UNALLOCATED, NOP);
        fault.set(SystemRegister.MDSCR_EL1, SS);
        run(fault, 2);
        assertThat(fault.exceptionClass()).isZero();
        assertThat(fault.get(SystemRegister.SPSR_EL1) & SPSR_SS).isEqualTo(SPSR_SS);
    }

    @Test
    void aReturnWithoutSteppingClearsTheBit() {
        Program program = returning(SPSR_SS, NOP, NOP, NOP);
        run(program, 3);
        assertThat(program.element.state().softwareStep()).isFalse();
        assertThat(program.element.programCounter()).isEqualTo(TARGET + 8);
    }

    @Test
    void theLockHoldsDebugExceptionsBack() {
        Program program = returning(SPSR_SS, NOP, NOP, NOP);
        program.set(SystemRegister.MDSCR_EL1, SS);
        program.set(SystemRegister.OSLSR_EL1, OS_LOCKED);
        run(program, 3);
        assertThat(program.element.programCounter()).isEqualTo(TARGET + 8);
    }

    @Test
    void theKernelStepsItselfWhereItSaysSo() {
        Program program = new Program(DAIFCLR_8, NOP, NOP);
        program.set(SystemRegister.MDSCR_EL1, SS | KDE);
        program.element.state().setDaif(ProcessState.D);
        run(program, 2);
        assertThat(program.exceptionClass()).isEqualTo(0x33);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE + 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aBreakpointStopsInFrontOfItsInstruction(int n) {
        Program program = returning(0, NOP, NOP, NOP);
        program.set(SystemRegister.MDSCR_EL1, MDE);
        program.set(n == 0 ? SystemRegister.DBGBVR0_EL1 : SystemRegister.DBGBVR1_EL1, TARGET + 8);
        program.set(n == 0 ? SystemRegister.DBGBCR0_EL1 : SystemRegister.DBGBCR1_EL1, BREAK_AT_EL0);
        program.run(1);
        program.run(3);
        assertThat(program.exceptionClass()).isEqualTo(BREAKPOINT_LOWER);
        assertThat(program.get(SystemRegister.ESR_EL1) & 0x1FF_FFFF).isEqualTo(0b100010);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(TARGET + 8);
    }

    @ParameterizedTest
    @CsvSource({"0x1E4", "0x1E3", "0x1001E5"})
    void aBreakpointThatIsOffOrOfAnotherLevelOrOfAContextIsPassed(String control) {
        Program program = returning(0, NOP, NOP, NOP);
        program.set(SystemRegister.MDSCR_EL1, MDE);
        program.set(SystemRegister.DBGBVR0_EL1, TARGET + 4);
        program.set(SystemRegister.DBGBCR0_EL1, Long.decode(control));
        run(program, 3);
        assertThat(program.element.programCounter()).isEqualTo(TARGET + 8);
    }

    @Test
    void loadsAndStoresOfTheKernelAreNotSteppedForItsProgram() {
        Program program = new Program(LDR, LDXR, NOP);
        program.element.setX(1, Program.DATA);
        program.set(SystemRegister.MDSCR_EL1, SS);
        run(program, 3);
        assertThat(program.element.programCounter()).isEqualTo(Program.CODE + 12);
    }
}

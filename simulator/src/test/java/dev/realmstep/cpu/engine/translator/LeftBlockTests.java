package dev.realmstep.cpu.engine.translator;

import static dev.realmstep.cpu.engine.translator.MappedProgram.BRANCH_TO_ITSELF;
import static dev.realmstep.cpu.engine.translator.MappedProgram.CODE;
import static dev.realmstep.cpu.engine.translator.MappedProgram.CODE_PAGE;
import static dev.realmstep.cpu.engine.translator.MappedProgram.DATA;
import static dev.realmstep.cpu.engine.translator.MappedProgram.ONE;
import static dev.realmstep.cpu.engine.translator.MappedProgram.OTHER;
import static dev.realmstep.cpu.engine.translator.MappedProgram.PLENTY;
import static dev.realmstep.cpu.engine.translator.MappedProgram.TARGET;
import static dev.realmstep.cpu.engine.translator.MappedProgram.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.InterruptSignal;
import dev.realmstep.cpu.ProcessState;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemControl;
import dev.realmstep.cpu.SystemRegister;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes an element leave translated code in the middle of a block, and where it stands then. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class LeftBlockTests {
    private static final int ADD_X1_1 = 0x9100_0421;
    private static final int ADD_X3_1 = 0x9100_0463;
    private static final int ADD_X21_1 = 0x9100_06B5;
    private static final int BACK_BY_ONE_IF_NOT_ZERO = 0x54FF_FFE1;
    private static final int BR_X6 = 0xD61F_00C0;
    private static final int BR_X7 = 0xD61F_00E0;
    private static final int DAIFCLR_2 = 0xD503_42FF;
    private static final int DAIFCLR_8 = 0xD503_48FF;
    private static final int FADD_D0_D1_D2 = 0x1E62_2820;
    private static final int LDR_X2_X5 = 0xF940_00A2;
    private static final int LDR_X2_X5_PRE_8 = 0xF840_8CA2;
    private static final int MRS_X4_FPSR = 0xD53B_4424;
    private static final int MSR_DBGBCR0_EL1_X7 = 0xD510_00A7;
    private static final int MSR_MDSCR_EL1_X7 = 0xD510_0247;
    private static final int NOP = 0xD503_201F;
    private static final int PACIASP = 0xD503_233F;
    private static final int STR_X2_X5 = 0xF900_00A2;
    private static final int STR_X2_X5_POST_8 = 0xF800_84A2;
    private static final int SUBS_X10_1 = 0xF100_054A;
    private static final int WFI = 0xD503_207F;

    private static final int VECTORS_TRAPPED = 0x07;
    private static final int BRANCH_TARGET = 0x0D;
    private static final int ILLEGAL_EXECUTION_STATE = 0x0E;
    private static final int INSTRUCTION_ABORT_SAME_LEVEL = 0x21;
    private static final int DATA_ABORT_SAME_LEVEL = 0x25;
    private static final int SOFTWARE_STEP_SAME_LEVEL = 0x33;
    private static final int WATCHPOINT_SAME_LEVEL = 0x35;

    private static final int IRQ = 0x80;
    private static final long MDSCR_SS = 1;
    private static final long MDSCR_KDE_AND_MDE = 1L << 13 | 1L << 15;
    private static final long FPEN = 3L << 20;
    private static final long FPCR_TOWARDS_PLUS_INFINITY = 1L << 22;
    private static final long SCTLR_BT1 = 1L << 36;
    private static final long GUARDED = 1L << 50;
    private static final long ACCESSED = 1L << 10;
    /** DBGWCR: enabled, EL1, stores, all eight bytes. */
    private static final long WATCH_STORES_OF_EL1 = 1 | 1 << 1 | 1 << 4 | 0xFF << 5;

    private static MappedProgram program(int... words) {
        MappedProgram program = new MappedProgram(words);
        program.element.state().setDaif(0);
        program.element.setX(5, DATA);
        program.element.setX(6, TARGET);
        return program;
    }

    private static void assertStandsBehindTheVector(MappedProgram program, int exceptionClass, long link) {
        assertThat(program.exceptionClass()).isEqualTo(exceptionClass);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(link);
        assertThat(program.element.programCounter()).isEqualTo(MappedProgram.FROM_CURRENT_LEVEL);
        assertThat(program.element.retired()).isEqualTo(PLENTY);
    }

    @Test
    void aFaultInTheMiddleOfABlockFindsWhatIsBeforeItDoneAndNothingElse() {
        MappedProgram program = program(ADD_X1_1, ADD_X21_1, LDR_X2_X5_PRE_8, ADD_X3_1, BRANCH_TO_ITSELF);
        program.element.setX(2, 7);

        program.run();

        assertStandsBehindTheVector(program, DATA_ABORT_SAME_LEVEL, CODE + 8);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(DATA + 8);
        assertThat(program.element.x(1)).isEqualTo(1);
        assertThat(program.element.x(21)).isEqualTo(1);
        assertThat(program.element.x(2)).isEqualTo(7);
        assertThat(program.element.x(3)).isZero();
        assertThat(program.element.x(5)).isEqualTo(DATA);
    }

    @Test
    void theInstructionsInFrontOfAFaultAreCounted() {
        MappedProgram program = program(ADD_X1_1, LDR_X2_X5, ADD_X3_1, NOP, NOP, NOP, BRANCH_TO_ITSELF);
        StopCondition atVector = stopAt(MappedProgram.FROM_CURRENT_LEVEL, Set.of(MappedProgram.VECTORS));

        // The load counts as well: it led to the exception.
        assertThat(program.run(program.element, CODE, PLENTY, atVector)).isEqualTo(2);
    }

    @Test
    void flagsOfFloatingPointAreThereWhenTheyAreAskedFor() {
        MappedProgram program = program(FADD_D0_D1_D2, MRS_X4_FPSR, BRANCH_TO_ITSELF);
        set(program.element, SystemRegister.CPACR_EL1, FPEN);
        program.element.vectors().set(1, Double.doubleToRawLongBits(1), 0);
        program.element.vectors().set(2, Double.doubleToRawLongBits(1e-30), 0);

        program.run();

        final long inexact = 1 << 4;
        assertThat(program.element.x(4)).isEqualTo(inexact);
    }

    @Test
    void aLoadOverTheEndOfAPageFindsItsBytesInBoth() {
        MappedProgram program = program(LDR_X2_X5, BRANCH_TO_ITSELF);
        program.map(DATA, ONE);
        program.map(DATA + 0x1000, OTHER);
        program.ram.write(ONE + 0xFFC, 4, 0x1122_3344);
        program.ram.write(ONE + 0x1000, 4, 0xBAD);
        program.ram.write(OTHER, 4, 0x5566_7788);
        program.element.setX(5, DATA);
        program.run();
        program.element.setX(5, DATA + 0xFFC);

        program.run();

        assertThat(program.element.x(2)).isEqualTo(0x5566_7788_1122_3344L);
    }

    @Test
    void aStoreOverTheEndOfAPageThatFaultsInTheSecondLeavesTheFirst() {
        MappedProgram program = program(STR_X2_X5_POST_8, ADD_X3_1, BRANCH_TO_ITSELF);
        program.map(DATA, ONE);
        program.run();
        program.element.setX(2, -1);
        program.element.setX(3, 0);
        program.element.setX(5, DATA + 0xFFC);

        program.run();

        assertThat(program.exceptionClass()).isEqualTo(DATA_ABORT_SAME_LEVEL);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(CODE);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(DATA + 0x1000);
        assertThat(program.ram.read(ONE + 0xFF8, 8)).isZero();
        assertThat(program.element.x(3)).isZero();
        assertThat(program.element.x(5)).isEqualTo(DATA + 0xFFC);
    }

    @Test
    void codeThatGoesOnInAPageThatIsNotThereFaultsThere() {
        MappedProgram program = program();
        program.map(TARGET, ONE);
        program.write(ONE + 0xFF8, ADD_X1_1, ADD_X3_1);

        program.run(program.element, TARGET + 0xFF8);

        assertStandsBehindTheVector(program, INSTRUCTION_ABORT_SAME_LEVEL, TARGET + 0x1000);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(TARGET + 0x1000);
        assertThat(program.element.x(3)).isEqualTo(1);
    }

    @Test
    void aStoreMeetsAWatchpointThatItsOwnBlockHasSwitchedOn() {
        MappedProgram program = program(STR_X2_X5, MSR_MDSCR_EL1_X7, ADD_X1_1, STR_X2_X5, ADD_X3_1, BRANCH_TO_ITSELF);
        program.map(DATA, ONE);
        set(program.element, SystemRegister.DBGWVR0_EL1, DATA);
        set(program.element, SystemRegister.DBGWCR0_EL1, WATCH_STORES_OF_EL1);
        program.element.setX(7, MDSCR_KDE_AND_MDE);
        program.run();
        program.run(program.element, program.element.programCounter());

        assertThat(program.exceptionClass()).isEqualTo(WATCHPOINT_SAME_LEVEL);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(CODE + 12);
        assertThat(program.element.x(1)).isEqualTo(1);
        assertThat(program.element.x(3)).isZero();
    }

    @Test
    void stepsOfTheGuestsOwnDebuggerEndBehindOneInstruction() {
        MappedProgram program = program(ADD_X1_1, DAIFCLR_8, ADD_X1_1, ADD_X1_1, BRANCH_TO_ITSELF);
        program.run();
        program.element.setX(1, 0);
        set(program.element, SystemRegister.MDSCR_EL1, MDSCR_SS | MDSCR_KDE_AND_MDE);
        program.element.state().setDaif(ProcessState.D);
        program.element.state().setSoftwareStep(true);
        program.run();

        program.run(program.element, program.element.programCounter());

        assertThat(program.exceptionClass()).isEqualTo(SOFTWARE_STEP_SAME_LEVEL);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(CODE + 12);
        assertThat(program.element.x(1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {MSR_MDSCR_EL1_X7, MSR_DBGBCR0_EL1_X7})
    void whatAsksForAttentionEndsTheRun(int instruction) {
        MappedProgram program = program(ADD_X1_1, instruction, ADD_X3_1, BRANCH_TO_ITSELF);

        assertThat(program.run(program.element, CODE, PLENTY, StopCondition.NEVER))
                .isEqualTo(2);

        assertThat(program.element.programCounter()).isEqualTo(CODE + 8);
        assertThat(program.element.x(3)).isZero();
    }

    @Test
    void anElementThatWaitsExecutesNothing() {
        MappedProgram program = program(ADD_X1_1, WFI, ADD_X3_1, BRANCH_TO_ITSELF);

        assertThat(program.run(program.element, CODE, PLENTY, StopCondition.NEVER))
                .isEqualTo(2);

        assertThat(program.element.isWaiting()).isTrue();
        assertThat(program.element.x(3)).isZero();
    }

    @Test
    void aPendingInterruptIsTakenBeforeTheFirstInstruction() {
        MappedProgram program = program(ADD_X1_1, BRANCH_TO_ITSELF);
        program.write(CODE_PAGE + 0x1000 + 0x200 + IRQ, BRANCH_TO_ITSELF);
        program.run();
        program.element.interruptInputs().setLevel(InterruptSignal.IRQ, true);

        program.run();

        assertThat(program.element.programCounter()).isEqualTo(MappedProgram.FROM_CURRENT_LEVEL + IRQ);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(CODE);
        assertThat(program.element.x(1)).isEqualTo(1);
    }

    @Test
    void anInterruptThatCameWhileItWasMaskedIsTakenWhenItNoLongerIs() {
        MappedProgram program = program(ADD_X1_1, DAIFCLR_2, ADD_X3_1, BRANCH_TO_ITSELF);
        program.run();
        program.element.state().setDaif(ProcessState.I);
        program.element.setX(3, 0);
        program.element.interruptInputs().setLevel(InterruptSignal.IRQ, true);

        assertThat(program.run(program.element, CODE, PLENTY, StopCondition.NEVER))
                .isEqualTo(2);

        assertThat(program.element.x(3)).isZero();
    }

    @Test
    void vectorInstructionsThatWereOpenAreTrappedWhenTheyNoLongerAre() {
        MappedProgram program = program(ADD_X1_1, FADD_D0_D1_D2, ADD_X3_1, BRANCH_TO_ITSELF);
        set(program.element, SystemRegister.CPACR_EL1, FPEN);
        program.run();
        assertThat(program.element.x(3)).isEqualTo(1);
        set(program.element, SystemRegister.CPACR_EL1, 0);
        program.element.setRetired(0);

        program.run();

        assertStandsBehindTheVector(program, VECTORS_TRAPPED, CODE + 4);
        assertThat(program.element.x(3)).isEqualTo(1);
    }

    @Test
    void floatingPointRoundsAsFpcrSaysNow() {
        MappedProgram program = program(FADD_D0_D1_D2, BRANCH_TO_ITSELF);
        set(program.element, SystemRegister.CPACR_EL1, FPEN);
        program.element.vectors().set(1, Double.doubleToRawLongBits(1), 0);
        program.element.vectors().set(2, Double.doubleToRawLongBits(1e-30), 0);
        program.run();
        assertThat(program.element.vectors().low(0)).isEqualTo(Double.doubleToRawLongBits(1));
        set(program.element, SystemRegister.FPCR, FPCR_TOWARDS_PLUS_INFINITY);

        program.run();

        assertThat(program.element.vectors().low(0)).isEqualTo(Double.doubleToRawLongBits(Math.nextUp(1.0)));
    }

    @Test
    void anIllegalStateIsMetBeforeAnyInstruction() {
        MappedProgram program = program(ADD_X1_1, BRANCH_TO_ITSELF);
        program.run();
        program.element.state().setIllegalExecution(true);

        program.run();

        assertThat(program.exceptionClass()).isEqualTo(ILLEGAL_EXECUTION_STATE);
        assertThat(program.element.x(1)).isEqualTo(1);
    }

    @Test
    void alignmentIsCheckedAsIsAskedNow() {
        MappedProgram program = program(LDR_X2_X5, ADD_X3_1, BRANCH_TO_ITSELF);
        program.map(DATA, ONE);
        program.element.setX(5, DATA + 1);
        program.run();
        assertThat(program.element.x(3)).isEqualTo(1);
        set(program.element, SystemRegister.SCTLR_EL1, program.get(SystemRegister.SCTLR_EL1) | SystemControl.A);

        program.run();

        assertThat(program.exceptionClass()).isEqualTo(DATA_ABORT_SAME_LEVEL);
        assertThat(program.element.x(3)).isEqualTo(1);
    }

    @Test
    void branchTargetsAreCheckedAsStrictlyAsIsAskedNow() {
        MappedProgram program = program(BR_X6);
        program.map(program.stage1, TARGET, ONE, ACCESSED | GUARDED);
        program.map(program.stage1, CODE, CODE_PAGE, ACCESSED | GUARDED);
        program.write(ONE, PACIASP, ADD_X1_1, BRANCH_TO_ITSELF);
        program.run();
        assertThat(program.element.x(1)).isEqualTo(1);
        set(program.element, SystemRegister.SCTLR_EL1, program.get(SystemRegister.SCTLR_EL1) | SCTLR_BT1);

        program.run();

        assertThat(program.exceptionClass()).isEqualTo(BRANCH_TARGET);
        assertThat(program.element.x(1)).isEqualTo(1);
    }

    /** Stops in front of one instruction, and is asked in some pages. */
    private static StopCondition stopAt(long address, Set<Long> pages) {
        return new StopCondition() {
            @Override
            public boolean stopsAt(ProcessingElement element, long programCounter) {
                return programCounter == address;
            }

            @Override
            public boolean mayStopIn(long pageAddress) {
                return pages.contains(pageAddress);
            }

            @Override
            public long version() {
                return pages.size();
            }
        };
    }

    private static MappedProgram programInTwoPages() {
        MappedProgram program = program(ADD_X1_1, BR_X6);
        program.map(TARGET, ONE);
        program.write(ONE, ADD_X3_1, ADD_X3_1, BRANCH_TO_ITSELF);
        program.run();
        program.element.setX(3, 0);
        return program;
    }

    @ParameterizedTest
    @ValueSource(longs = {CODE, CODE + 4, TARGET, TARGET + 4, TARGET + 8})
    void aBreakpointThatIsSetWhereCodeWasTranslatedStops(long address) {
        MappedProgram program = programInTwoPages();
        Set<Long> pages = Set.of(address & -0x1000L);

        program.run(program.element, CODE, PLENTY, stopAt(address, pages));

        assertThat(program.element.programCounter()).isEqualTo(address);
    }

    @Test
    void aPageThatIsWatchedOnlyFromTheMiddleOfARunIsAskedFor() {
        MappedProgram program = programInTwoPages();
        program.map(DATA, OTHER);
        // The loop takes longer than the interpreter goes on behind a page that is watched.
        program.write(OTHER, SUBS_X10_1, BACK_BY_ONE_IF_NOT_ZERO, BR_X6);
        program.write(CODE_PAGE, ADD_X1_1, BR_X7);
        program.element.setX(7, DATA);
        Set<Long> pages = new HashSet<>(Set.of(CODE));
        Set<Long> foundOnTheWay = new HashSet<>();
        StopCondition stop = new StopCondition() {
            @Override
            public boolean stopsAt(ProcessingElement element, long programCounter) {
                pages.addAll(foundOnTheWay);
                return programCounter == TARGET + 4;
            }

            @Override
            public boolean mayStopIn(long pageAddress) {
                return pages.contains(pageAddress);
            }

            @Override
            public long version() {
                return pages.size();
            }
        };
        program.element.setX(10, 1000);
        program.run(program.element, CODE, 10_000, stop);
        program.element.setX(3, 0);
        program.element.setX(10, 1000);
        foundOnTheWay.add(TARGET);

        program.run(program.element, CODE, 10_000, stop);

        assertThat(program.element.programCounter()).isEqualTo(TARGET + 4);
        assertThat(program.element.x(3)).isEqualTo(1);
    }
}

package dev.realmstep.cpu.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.HypervisorControl;
import dev.realmstep.cpu.InterruptSignal;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTests {
    private static final long RAM = 0x8000_0000L;
    private static final long CODE = RAM + 0x1000;
    private static final long VECTORS = RAM + 0x4000;
    private static final long FROM_CURRENT_LEVEL = VECTORS + 0x200;
    private static final long IRQ_FROM_CURRENT_LEVEL = FROM_CURRENT_LEVEL + 0x80;
    private static final long FROM_LOWER_LEVEL = VECTORS + 0x400;
    private static final long STAGE_2_TABLE = RAM + 0x8000;

    private static final int ADD_X1_X1_1 = 0x9100_0421;
    private static final int BRANCH_TO_ITSELF = 0x1400_0000;
    private static final int BR_X1 = 0xD61F_0020;
    private static final int DAIFCLR_2 = 0xD503_42FF;
    private static final int LDADD_X1_X2_X3 = 0xF821_0062;
    private static final int LDR_W3_X1 = 0xB940_0023;
    private static final int MOV_W0_42 = 0x5280_0540;
    private static final int NOP = 0xD503_201F;
    private static final int SMC_0 = 0xD400_0003;
    private static final int STR_W2_X1 = 0xB900_0022;
    private static final int SVC_5 = 0xD400_00A1;
    private static final int WFI = 0xD503_207F;

    private final PhysicalMemory ram = new PhysicalMemory(RAM, 1 << 20);
    private final Interpreter interpreter = new Interpreter();
    private ProcessingElement element = new ProcessingElement(0, new SystemBus());

    @BeforeEach
    void enterNonSecureEl1() {
        SystemBus bus = new SystemBus();
        bus.attach(ram);
        element = new ProcessingElement(0, bus);
        SystemRegisters registers = element.systemRegisters();
        registers.set(SystemRegister.SCR_EL3, SecureConfiguration.selecting(SecurityState.NON_SECURE));
        registers.set(SystemRegister.VBAR_EL1, VECTORS);
        registers.set(SystemRegister.VBAR_EL2, VECTORS);
        registers.set(SystemRegister.VBAR_EL3, VECTORS);
        element.state().setExceptionLevel(ExceptionLevel.EL1);
        element.setProgramCounter(CODE);
    }

    private void write(long address, int... words) {
        for (int i = 0; i < words.length; i++) {
            ram.write(address + 4L * i, 4, words[i]);
        }
    }

    private long run(long budget) {
        return interpreter.run(element, budget, StopCondition.NEVER);
    }

    private long exceptionClass(SystemRegister syndrome) {
        return element.systemRegisters().get(syndrome) >>> 26;
    }

    @Test
    void aRunEndsWithItsBudget() {
        write(CODE, ADD_X1_X1_1, ADD_X1_X1_1, ADD_X1_X1_1);
        assertThat(run(2)).isEqualTo(2);
        assertThat(element.x(1)).isEqualTo(2);
        assertThat(element.programCounter()).isEqualTo(CODE + 8);
        assertThat(element.retired()).isEqualTo(2);
    }

    @Test
    void aRunEndsBeforeTheInstructionAtWhichTheConditionHolds() {
        write(CODE, ADD_X1_X1_1, ADD_X1_X1_1, ADD_X1_X1_1);
        assertThat(interpreter.run(element, 100, (pe, programCounter) -> programCounter == CODE + 4))
                .isEqualTo(1);
        assertThat(element.programCounter()).isEqualTo(CODE + 4);
    }

    @Test
    void aStoreToCodeThatHasRunIsSeen() {
        write(CODE, NOP, STR_W2_X1, BRANCH_TO_ITSELF);
        element.setX(1, CODE);
        element.setX(2, MOV_W0_42);
        run(2);
        element.setProgramCounter(CODE);
        run(1);
        assertThat(element.x(0)).isEqualTo(42);
    }

    @Test
    void codeThatSomebodyElseReplacesIsSeen() {
        write(CODE, NOP, NOP);
        run(2);
        write(CODE, MOV_W0_42);
        element.setProgramCounter(CODE);
        run(1);
        assertThat(element.x(0)).isEqualTo(42);
    }

    @Test
    void codeGoesOnInTheNextPage() {
        write(RAM + 0x1FFC, ADD_X1_X1_1, ADD_X1_X1_1);
        element.setProgramCounter(RAM + 0x1FFC);
        assertThat(run(2)).isEqualTo(2);
        assertThat(element.x(1)).isEqualTo(2);
    }

    @Test
    void anUnallocatedWordIsUndefinedAndCountsAsOneInstruction() {
        write(CODE, NOP, -1);
        assertThat(run(2)).isEqualTo(2);
        assertThat(element.programCounter()).isEqualTo(FROM_CURRENT_LEVEL);
        assertThat(exceptionClass(SystemRegister.ESR_EL1)).isZero();
        assertThat(element.systemRegisters().get(SystemRegister.ELR_EL1)).isEqualTo(CODE + 4);
    }

    @Test
    void anInstructionOfAFeatureThatIsNotAdvertisedIsUndefined() {
        SystemRegisters registers = element.systemRegisters();
        registers.set(SystemRegister.ID_AA64ISAR0_EL1, 0);
        write(CODE, LDADD_X1_X2_X3);
        run(1);
        assertThat(element.programCounter()).isEqualTo(FROM_CURRENT_LEVEL);
        assertThat(exceptionClass(SystemRegister.ESR_EL1)).isZero();
    }

    @Test
    void aSupervisorCallReturnsToTheNextInstruction() {
        write(CODE, SVC_5);
        run(1);
        assertThat(element.systemRegisters().get(SystemRegister.ESR_EL1)).isEqualTo(0x15L << 26 | 1 << 25 | 5);
        assertThat(element.systemRegisters().get(SystemRegister.ELR_EL1)).isEqualTo(CODE + 4);
    }

    @Test
    void aBranchToAMisalignedAddressFaultsAtItsTarget() {
        write(CODE, BR_X1);
        element.setX(1, CODE + 2);
        run(2);
        assertThat(exceptionClass(SystemRegister.ESR_EL1)).isEqualTo(0x22);
        assertThat(element.systemRegisters().get(SystemRegister.ELR_EL1)).isEqualTo(CODE + 2);
        assertThat(element.systemRegisters().get(SystemRegister.FAR_EL1)).isEqualTo(CODE + 2);
    }

    @Test
    void nothingExecutesInTheIllegalExecutionState() {
        write(CODE, ADD_X1_X1_1);
        element.state().setIllegalExecution(true);
        run(1);
        assertThat(exceptionClass(SystemRegister.ESR_EL1)).isEqualTo(0x0E);
        assertThat(element.x(1)).isZero();
    }

    @Test
    void aRunEndsWhereFirmwareLives() {
        write(CODE, SMC_0, NOP);
        element.install(SecurityState.ROOT, ExceptionLevel.EL3, firmware -> {});
        assertThat(run(100)).isEqualTo(1);
        assertThat(element.exceptionLevel()).isEqualTo(ExceptionLevel.EL3);
        assertThat(run(100)).isZero();
    }

    @Test
    void aRunEndsWithWaitingForAnInterrupt() {
        write(CODE, WFI, NOP);
        assertThat(run(100)).isEqualTo(1);
        assertThat(element.isWaiting()).isTrue();
        assertThat(element.programCounter()).isEqualTo(CODE + 4);
    }

    @Test
    void aPendingInterruptIsTakenOnceItIsUnmasked() {
        write(CODE, DAIFCLR_2, NOP);
        write(IRQ_FROM_CURRENT_LEVEL, BRANCH_TO_ITSELF);
        element.interruptInputs().setLevel(InterruptSignal.IRQ, true);
        assertThat(run(100)).isEqualTo(1);
        assertThat(element.programCounter()).isEqualTo(CODE + 4);
        run(1);
        assertThat(element.programCounter()).isEqualTo(IRQ_FROM_CURRENT_LEVEL);
        assertThat(element.systemRegisters().get(SystemRegister.ELR_EL1)).isEqualTo(CODE + 4);
    }

    /** ISV, SAS, SSE, SRT, SF and AR of Arm ARM D23.2, "ISS encoding for an exception from a Data Abort", by hand. */
    @ParameterizedTest
    @CsvSource({
        "b9400023, 1830000, ldr w3 [x1]: ISV, word, SRT 3",
        "39000c24, 1040000, strb w4 [x1 3]: ISV, byte, SRT 4 (and WnR from the access)",
        "78a26825, 1658000, ldrsh x5 [x1 x2]: ISV, halfword, SSE, SRT 5, SF",
        "c8dffc26, 1c6c000, ldar x6 [x1]: ISV, doubleword, SRT 6, SF, AR",
        "39c00027, 1270000, ldrsb w7 [x1]: ISV, byte, SSE, SRT 7",
        "b8404423, 0, ldr w3 [x1] 4: write-back",
        "a9401023, 0, ldp x3 x4 [x1]: two registers",
        "885f7c23, 0, ldxr w3 [x1]: exclusive"
    })
    void aStage2FaultDescribesTheAccess(String word, String expected, String why) {
        write(CODE, Integer.parseUnsignedInt(word, 16));
        mapOnlyRamByStage2();
        element.setX(1, 0xC000_0000L);
        run(1);
        assertThat(element.programCounter()).isEqualTo(FROM_LOWER_LEVEL);
        long syndrome = element.systemRegisters().get(SystemRegister.ESR_EL2);
        assertThat(syndrome >>> 26).isEqualTo(0x24);
        assertThat(syndrome & 0x1FF_C000).as(why).isEqualTo(Long.parseLong(expected, 16));
    }

    /** A 32-bit IPA space whose third GiB is itself, by a block of Normal memory, and where nothing else is. */
    private void mapOnlyRamByStage2() {
        long block = RAM | 1 << 10 | 0b11 << 6 | 0b1111 << 2 | 1;
        ram.write(STAGE_2_TABLE + (RAM >>> 30) * 8, 8, block);
        SystemRegisters registers = element.systemRegisters();
        long startAtLevel1 = 1L << 6;
        registers.set(SystemRegister.VTCR_EL2, 32 | startAtLevel1);
        registers.set(SystemRegister.VTTBR_EL2, STAGE_2_TABLE);
        registers.set(SystemRegister.HCR_EL2, HypervisorControl.VM);
    }

    @Test
    void aFetchThatFaultsDescribesNoAccess() {
        write(CODE, LDR_W3_X1, BR_X1);
        mapOnlyRamByStage2();
        element.setX(1, 0xC000_0000L);
        element.setProgramCounter(CODE + 4);
        run(2);
        long syndrome = element.systemRegisters().get(SystemRegister.ESR_EL2);
        assertThat(syndrome >>> 26).isEqualTo(0x20);
        assertThat(syndrome & 0x1FF_C000).isZero();
        assertThat(element.systemRegisters().get(SystemRegister.FAR_EL2)).isEqualTo(0xC000_0000L);
    }
}

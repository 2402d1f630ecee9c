package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arm ARM D13, at Realm EL1 unless said otherwise. */
class PerformanceMonitorTests {
    private static final int RT = 0;
    private static final long ENABLE = 1;
    private static final long CYCLES = 1L << 31;
    private static final long INSTRUCTION_RETIRED = 0x08;
    private static final long MDCR_TPM = 1 << 6;
    private static final long MDCR_TPMCR = 1 << 5;
    private static final long MDCR_HPME = 1 << 7;

    private final ProcessingElement element = Elements.at(SecurityState.REALM, EL1);

    private void write(SystemRegister register, long value) {
        element.writeSystemRegister(register.encoding(), RT, value);
    }

    private long read(SystemRegister register) {
        return element.readSystemRegister(register.encoding(), RT);
    }

    private void execute(int instructions) {
        for (int i = 0; i < instructions; i++) {
            element.retire();
        }
    }

    private void countAll() {
        write(SystemRegister.PMCNTENSET_EL0, -1);
        write(SystemRegister.PMCR_EL0, ENABLE);
    }

    @Test
    void cyclesAreInstructionsWhileTheCounterIsEnabled() {
        execute(5);
        write(SystemRegister.PMCNTENSET_EL0, CYCLES);
        execute(5);
        write(SystemRegister.PMCR_EL0, ENABLE);
        execute(7);
        assertThat(read(SystemRegister.PMCCNTR_EL0)).isEqualTo(7);
        write(SystemRegister.PMCNTENCLR_EL0, CYCLES);
        execute(3);
        assertThat(read(SystemRegister.PMCCNTR_EL0)).isEqualTo(7);
    }

    @Test
    void anEventCounterCountsItsEvent() {
        write(SystemRegister.PMEVTYPER1_EL0, INSTRUCTION_RETIRED);
        write(SystemRegister.PMEVTYPER2_EL0, 0x10);
        countAll();
        execute(9);
        assertThat(read(SystemRegister.PMEVCNTR1_EL0)).isEqualTo(9);
        assertThat(read(SystemRegister.PMEVCNTR2_EL0)).isZero();
    }

    @Test
    void theSelectedCounterIsReachedIndirectly() {
        write(SystemRegister.PMSELR_EL0, 3);
        write(SystemRegister.PMXEVTYPER_EL0, INSTRUCTION_RETIRED);
        write(SystemRegister.PMXEVCNTR_EL0, 100);
        countAll();
        execute(2);
        assertThat(read(SystemRegister.PMXEVCNTR_EL0)).isEqualTo(102);
        assertThat(read(SystemRegister.PMEVCNTR3_EL0)).isEqualTo(102);
        assertThat(read(SystemRegister.PMEVTYPER3_EL0)).isEqualTo(INSTRUCTION_RETIRED);
        write(SystemRegister.PMSELR_EL0, 31);
        write(SystemRegister.PMXEVTYPER_EL0, 1L << 30);
        assertThat(read(SystemRegister.PMCCFILTR_EL0)).isEqualTo(1L << 30);
    }

    @Test
    void softwareIncrementsCountersOfThatEvent() {
        write(SystemRegister.PMEVTYPER1_EL0, INSTRUCTION_RETIRED);
        countAll();
        write(SystemRegister.PMSWINC_EL0, 0b11);
        write(SystemRegister.PMSWINC_EL0, 0b01);
        assertThat(read(SystemRegister.PMEVCNTR0_EL0)).isEqualTo(2);
        assertThat(read(SystemRegister.PMEVCNTR1_EL0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // filter bits of PMCCFILTR_EL0: P, U, NSK, NSU, RLK, RLU; what is counted at Realm EL1 and EL0, and not Realm
        "0x00000000, REALM, true, true",
        "0x80000000, REALM, false, true",
        "0x40000000, REALM, true, false",
        "0x80400000, REALM, true, true",
        "0x00600000, REALM, false, false",
        "0xA0000000, REALM, false, true",
        "0xA0000000, NON_SECURE, true, true",
        "0x10000000, NON_SECURE, true, false",
        "0x00400000, NON_SECURE, true, true",
    })
    void filtersChooseLevelsAndWorlds(String filter, SecurityState world, boolean atEl1, boolean atEl0) {
        element.systemRegisters().set(SystemRegister.SCR_EL3, SecureConfiguration.selecting(world));
        element.state().setExceptionLevel(EL1);
        write(SystemRegister.PMCCFILTR_EL0, Long.decode(filter));
        countAll();
        execute(2);
        element.state().setExceptionLevel(EL0);
        execute(3);
        element.state().setExceptionLevel(EL1);
        assertThat(read(SystemRegister.PMCCNTR_EL0)).isEqualTo((atEl1 ? 2 : 0) + (atEl0 ? 3 : 0));
    }

    @Test
    void el2IsCountedWhereTheFilterAsksForIt() {
        countAll();
        element.state().setExceptionLevel(EL2);
        execute(4);
        assertThat(read(SystemRegister.PMCCNTR_EL0)).isZero();
        write(SystemRegister.PMCCFILTR_EL0, 1L << 27);
        execute(4);
        assertThat(read(SystemRegister.PMCCNTR_EL0)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"0, 0xFFFFFFFE, 0x100000003", "0x80, 0xFFFFFFFFFFFFFFFE, 3"})
    void anOverflowIsFlaggedAndInterrupts(long control, String start, String after) {
        write(SystemRegister.PMEVTYPER0_EL0, INSTRUCTION_RETIRED);
        write(SystemRegister.PMEVCNTR0_EL0, Long.parseUnsignedLong(start.substring(2), 16));
        write(SystemRegister.PMINTENSET_EL1, 1);
        write(SystemRegister.PMCNTENSET_EL0, 1);
        write(SystemRegister.PMCR_EL0, ENABLE | control);
        assertThat(element.performanceMonitors().instructionsUntilInterrupt()).isEqualTo(2);
        execute(1);
        assertThat(element.performanceMonitors().interruptLevel()).isFalse();
        execute(4);
        assertThat(element.performanceMonitors().interruptLevel()).isTrue();
        assertThat(read(SystemRegister.PMOVSSET_EL0)).isEqualTo(1);
        assertThat(read(SystemRegister.PMEVCNTR0_EL0)).isEqualTo(Long.decode(after));
        write(SystemRegister.PMOVSCLR_EL0, 1);
        assertThat(element.performanceMonitors().interruptLevel()).isFalse();
    }

    @Test
    void theCycleCounterOverflowsAt64Bits() {
        write(SystemRegister.PMCCNTR_EL0, 0xFFFF_FFFFL);
        write(SystemRegister.PMINTENSET_EL1, CYCLES);
        countAll();
        execute(1);
        assertThat(read(SystemRegister.PMOVSSET_EL0)).isZero();
        write(SystemRegister.PMCCNTR_EL0, -1);
        assertThat(element.performanceMonitors().instructionsUntilInterrupt()).isEqualTo(1);
        execute(1);
        assertThat(read(SystemRegister.PMOVSSET_EL0)).isEqualTo(CYCLES);
    }

    @Test
    void withoutInterruptsNothingIsAwaited() {
        countAll();
        assertThat(element.performanceMonitors().instructionsUntilInterrupt()).isEqualTo(PerformanceMonitors.NEVER);
    }

    /** The engine's budget was made where the counter does not count. */
    @Test
    void aLevelWhereAnAwaitedCounterCountsAsksForAttention() {
        write(SystemRegister.PMEVTYPER0_EL0, 1L << 31 | INSTRUCTION_RETIRED);
        write(SystemRegister.PMINTENSET_EL1, 1);
        countAll();
        assertThat(element.performanceMonitors().instructionsUntilInterrupt()).isEqualTo(PerformanceMonitors.NEVER);
        element.takeAttention();
        element.state().setExceptionLevel(EL0);
        assertThat(element.takeAttention()).isTrue();
        assertThat(element.performanceMonitors().instructionsUntilInterrupt()).isEqualTo(1L << 32);
        element.state().setExceptionLevel(EL1);
        write(SystemRegister.PMINTENCLR_EL1, 1);
        element.takeAttention();
        element.state().setExceptionLevel(EL0);
        assertThat(element.takeAttention()).isFalse();
    }

    @Test
    void theControlRegisterResetsCounters() {
        write(SystemRegister.PMEVCNTR0_EL0, 5);
        write(SystemRegister.PMCCNTR_EL0, 6);
        write(SystemRegister.PMCR_EL0, 1 << 1);
        assertThat(read(SystemRegister.PMEVCNTR0_EL0)).isZero();
        assertThat(read(SystemRegister.PMCCNTR_EL0)).isEqualTo(6);
        write(SystemRegister.PMCR_EL0, 1 << 2);
        assertThat(read(SystemRegister.PMCCNTR_EL0)).isZero();
        // N is 4, LC is 1, and the resets read as 0.
        assertThat(read(SystemRegister.PMCR_EL0)).isEqualTo(4 << 11 | 1 << 6);
    }

    @Test
    void aHypervisorKeepsCountersForItself() {
        write(SystemRegister.PMEVTYPER3_EL0, INSTRUCTION_RETIRED);
        write(SystemRegister.PMCNTENSET_EL0, 0xF);
        element.systemRegisters().set(SystemRegister.MDCR_EL2, 2);
        assertThat(read(SystemRegister.PMCR_EL0) >>> 11 & 0x1F).isEqualTo(2);
        assertThat(read(SystemRegister.PMCNTENSET_EL0)).isEqualTo(0b11);
        assertThat(catchThrowableOfType(SynchronousException.class, () -> read(SystemRegister.PMEVCNTR3_EL0))
                        .exceptionClass())
                .isEqualTo(ExceptionClass.UNKNOWN);
        write(SystemRegister.PMCR_EL0, ENABLE);
        execute(3);
        element.systemRegisters().set(SystemRegister.MDCR_EL2, 2 | MDCR_HPME);
        element.performanceMonitors().catchUp();
        element.systemRegisters().set(SystemRegister.MDCR_EL2, 2);
        element.state().setExceptionLevel(EL2);
        assertThat(read(SystemRegister.PMEVCNTR3_EL0)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        // register, whether read, PMUSERENR_EL0, admitted at EL0
        "PMCCNTR_EL0, true, 0, false",
        "PMCCNTR_EL0, true, 4, true",
        "PMCCNTR_EL0, false, 4, false",
        "PMCCNTR_EL0, false, 1, true",
        "PMEVCNTR0_EL0, true, 8, true",
        "PMEVCNTR0_EL0, false, 8, false",
        "PMSELR_EL0, false, 8, true",
        "PMSWINC_EL0, false, 2, true",
        "PMSWINC_EL0, false, 8, false",
        "PMCNTENSET_EL0, false, 14, false",
        "PMUSERENR_EL0, true, 0, true",
    })
    void el0ReachesWhatIsOpenToIt(SystemRegister register, boolean read, long open, boolean admitted) {
        element.systemRegisters().set(SystemRegister.PMUSERENR_EL0, open);
        element.state().setExceptionLevel(EL0);
        SynchronousException trap = access(register, read);
        assertThat(trap == null).isEqualTo(admitted);
        assertThat(trap == null || trap.target() == EL1).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PMCR_EL0, 0x20, EL2",
        "PMCCNTR_EL0, 0x20, ",
        "PMCCNTR_EL0, 0x40, EL2",
        "PMUSERENR_EL0, 0x40, EL2",
    })
    void el2Traps(SystemRegister register, long traps, ExceptionLevel target) {
        assertThat(traps & (MDCR_TPM | MDCR_TPMCR)).isEqualTo(traps);
        element.systemRegisters().set(SystemRegister.MDCR_EL2, traps);
        SynchronousException trap = access(register, true);
        assertThat(trap == null ? null : trap.target()).isEqualTo(target);
    }

    private SynchronousException access(SystemRegister register, boolean read) {
        return catchThrowableOfType(SynchronousException.class, () -> {
            if (read) {
                read(register);
            } else {
                write(register, 0);
            }
        });
    }
}

package dev.realmstep.device.timer;

import static dev.realmstep.cpu.SystemRegister.CNTHCTL_EL2;
import static dev.realmstep.cpu.SystemRegister.CNTHP_CTL_EL2;
import static dev.realmstep.cpu.SystemRegister.CNTHP_CVAL_EL2;
import static dev.realmstep.cpu.SystemRegister.CNTHV_CTL_EL2;
import static dev.realmstep.cpu.SystemRegister.CNTHV_CVAL_EL2;
import static dev.realmstep.cpu.SystemRegister.CNTKCTL_EL1;
import static dev.realmstep.cpu.SystemRegister.CNTPCT_EL0;
import static dev.realmstep.cpu.SystemRegister.CNTPOFF_EL2;
import static dev.realmstep.cpu.SystemRegister.CNTP_CTL_EL0;
import static dev.realmstep.cpu.SystemRegister.CNTP_CVAL_EL0;
import static dev.realmstep.cpu.SystemRegister.CNTP_TVAL_EL0;
import static dev.realmstep.cpu.SystemRegister.CNTVCT_EL0;
import static dev.realmstep.cpu.SystemRegister.CNTVOFF_EL2;
import static dev.realmstep.cpu.SystemRegister.CNTV_CTL_EL0;
import static dev.realmstep.cpu.SystemRegister.CNTV_CVAL_EL0;
import static dev.realmstep.cpu.SystemRegister.CNTV_TVAL_EL0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.memory.SystemBus;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenericTimersTests {
    private static final long ENABLE = 1;
    private static final long IMASK = 2;
    private static final long ISTATUS = 4;

    private final ProcessingElement element = new ProcessingElement(0, new SystemBus());
    private final SystemCounter counter = new SystemCounter(element::retired);
    private final TreeSet<Integer> asserted = new TreeSet<>();
    private final GenericTimers timers = new GenericTimers(element, counter, interrupt -> level -> {
        if (level) {
            asserted.add(interrupt);
        } else {
            asserted.remove(interrupt);
        }
    });

    @BeforeEach
    void startInTheNormalWorld() {
        enter(SecurityState.NON_SECURE, ExceptionLevel.EL1);
    }

    private void enter(SecurityState world, ExceptionLevel level) {
        write(SystemRegister.SCR_EL3, SecureConfiguration.selecting(world));
        element.state().setExceptionLevel(level);
    }

    private long read(SystemRegister register) {
        return element.readSystemRegister(register);
    }

    private void write(SystemRegister register, long value) {
        element.writeSystemRegister(register, value);
    }

    private void sleep(long ticks) {
        counter.sleep(ticks);
        timers.update();
    }

    @Test
    void sixteenTicksPassInAnInstruction() {
        element.retire();
        assertThat(read(CNTPCT_EL0)).isEqualTo(16);
        sleep(5);
        assertThat(read(CNTPCT_EL0)).isEqualTo(21);
        assertThat(SystemCounter.instructionsIn(16)).isEqualTo(1);
        assertThat(SystemCounter.instructionsIn(17)).isEqualTo(2);
        assertThat(SystemCounter.instructionsIn(0)).isEqualTo(1);
    }

    @Test
    void theFrequencyIsThatOfArmv86() {
        assertThat(read(SystemRegister.CNTFRQ_EL0)).isEqualTo(1_000_000_000);
    }

    @Test
    void theConditionIsMetWhenTheCountReachesTheCompareValue() {
        write(CNTV_CVAL_EL0, 100);
        write(CNTV_CTL_EL0, ENABLE);
        sleep(99);
        assertThat(read(CNTV_CTL_EL0)).isEqualTo(ENABLE);
        assertThat(asserted).isEmpty();
        sleep(1);
        assertThat(read(CNTV_CTL_EL0)).isEqualTo(ENABLE | ISTATUS);
        assertThat(asserted).containsExactly(27);
    }

    @Test
    void eachTimerHasItsOwnInterrupt() {
        write(CNTP_CTL_EL0, ENABLE);
        assertThat(asserted).containsExactly(30);
        write(CNTHP_CTL_EL2, ENABLE);
        write(CNTHV_CTL_EL2, ENABLE);
        assertThat(asserted).containsExactly(26, 28, 30);
        write(CNTHP_CVAL_EL2, 1);
        write(CNTHV_CVAL_EL2, 1);
        assertThat(asserted).as("the lines are levels").containsExactly(30);
    }

    @Test
    void aMaskedTimerHasItsStatusButNoInterrupt() {
        write(CNTV_CTL_EL0, ENABLE | IMASK);
        assertThat(read(CNTV_CTL_EL0)).isEqualTo(ENABLE | IMASK | ISTATUS);
        assertThat(asserted).isEmpty();
    }

    @Test
    void aDisabledTimerHasNoStatus() {
        assertThat(read(CNTV_CTL_EL0)).isZero();
        write(CNTV_CTL_EL0, IMASK | ISTATUS);
        assertThat(read(CNTV_CTL_EL0)).as("ISTATUS is read only").isEqualTo(IMASK);
    }

    @Test
    void theTimerValueIsASignedDistance() {
        sleep(1000);
        write(CNTP_TVAL_EL0, 0xFFFF_FFF6L);
        assertThat(read(CNTP_CVAL_EL0)).as("10 ticks ago").isEqualTo(990);
        assertThat(read(CNTP_TVAL_EL0)).isEqualTo(0xFFFF_FFF6L);
        write(CNTP_TVAL_EL0, 0x7FFF_FFFFL);
        assertThat(read(CNTP_CVAL_EL0)).isEqualTo(1000 + 0x7FFF_FFFFL);
        sleep(0x8000_0000L);
        assertThat(read(CNTP_TVAL_EL0)).isEqualTo(0xFFFF_FFFFL);
    }

    @Test
    void theVirtualCounterLagsByItsOffset() {
        sleep(1000);
        write(CNTVOFF_EL2, 900);
        assertThat(read(CNTVCT_EL0)).isEqualTo(100);
        write(CNTV_TVAL_EL0, 50);
        assertThat(read(CNTV_CVAL_EL0)).isEqualTo(150);
        write(CNTV_CTL_EL0, ENABLE);
        assertThat(timers.ticksUntilNextEvent()).isEqualTo(50);
        write(CNTVOFF_EL2, 850);
        assertThat(asserted).as("moving the offset moves the condition").containsExactly(27);
    }

    @Test
    void thePhysicalOffsetNeedsBothOfItsControls() {
        sleep(1000);
        write(CNTPOFF_EL2, 900);
        assertThat(read(CNTPCT_EL0)).isEqualTo(1000);
        write(CNTHCTL_EL2, 1 << 12);
        assertThat(read(CNTPCT_EL0)).isEqualTo(1000);
        write(SystemRegister.SCR_EL3, SecureConfiguration.NS | SecureConfiguration.ECVEN);
        assertThat(read(CNTPCT_EL0)).isEqualTo(100);
        element.state().setExceptionLevel(ExceptionLevel.EL2);
        assertThat(read(CNTPCT_EL0)).as("EL2 itself sees none").isEqualTo(1000);
        write(CNTP_CVAL_EL0, 101);
        write(CNTP_CTL_EL0, ENABLE);
        assertThat(asserted).as("but EL1's timer goes by it").isEmpty();
        sleep(1);
        assertThat(asserted).containsExactly(30);
    }

    @Test
    void comparisonIsUnsigned() {
        write(CNTV_CVAL_EL0, -1);
        write(CNTV_CTL_EL0, ENABLE);
        assertThat(asserted).isEmpty();
        assertThat(timers.ticksUntilNextEvent()).isEqualTo(SystemCounter.NEVER);
        write(CNTVOFF_EL2, 1);
        assertThat(read(CNTVCT_EL0)).isEqualTo(-1);
        assertThat(asserted).containsExactly(27);
    }

    @Test
    void theHypervisorMasksTimersOfARealmOnly() {
        write(CNTHCTL_EL2, 1 << 18 | 1 << 19);
        write(CNTV_CTL_EL0, ENABLE);
        write(CNTP_CTL_EL0, ENABLE);
        assertThat(asserted).as("in the normal world").containsExactly(27, 30);
        enter(SecurityState.REALM, ExceptionLevel.EL1);
        timers.update();
        assertThat(asserted).isEmpty();
        assertThat(read(CNTV_CTL_EL0)).as("the status stays").isEqualTo(ENABLE | ISTATUS);
        write(CNTHCTL_EL2, 1 << 18);
        assertThat(asserted).containsExactly(30);
    }

    @Test
    void theNextEventIsTheEarliestUnmaskedDeadline() {
        assertThat(timers.ticksUntilNextEvent()).isEqualTo(SystemCounter.NEVER);
        write(CNTV_CVAL_EL0, 500);
        write(CNTV_CTL_EL0, ENABLE);
        write(CNTHP_CVAL_EL2, 200);
        write(CNTHP_CTL_EL2, ENABLE);
        write(CNTP_CVAL_EL0, 100);
        write(CNTP_CTL_EL0, ENABLE | IMASK);
        assertThat(timers.ticksUntilNextEvent()).isEqualTo(200);
        sleep(200);
        assertThat(timers.ticksUntilNextEvent()).isEqualTo(300);
        sleep(300);
        assertThat(timers.ticksUntilNextEvent()).as("both have fired").isEqualTo(SystemCounter.NEVER);
    }

    @Test
    void aWriteAsksForAttention() {
        element.takeAttention();
        write(CNTV_CVAL_EL0, 1);
        assertThat(element.takeAttention()).isTrue();
    }

    @Test
    void theEventStreamEndsAWaitForAnEvent() {
        write(CNTKCTL_EL1, 1 << 2 | 7 << 4);
        element.waitForEvent();
        assertThat(element.isWaiting()).isTrue();
        assertThat(timers.ticksUntilNextEvent()).as("bit 7 rises at 128").isEqualTo(128);
        sleep(127);
        assertThat(element.isWaiting()).isTrue();
        sleep(1);
        assertThat(element.isWaiting()).isFalse();
        element.waitForEvent();
        assertThat(timers.ticksUntilNextEvent()).as("and once in 256 ticks").isEqualTo(256);
    }

    @Test
    void theEventStreamMayGoByTheFallingEdgeAndByAScale() {
        write(CNTKCTL_EL1, 1 << 17 | 1 << 3 | 1 << 2);
        element.waitForEvent();
        sleep(256);
        assertThat(element.isWaiting()).as("bit 8 rose").isTrue();
        assertThat(timers.ticksUntilNextEvent()).isEqualTo(256);
        sleep(256);
        assertThat(element.isWaiting()).as("bit 8 fell").isFalse();
    }
}

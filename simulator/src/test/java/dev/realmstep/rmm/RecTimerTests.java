package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timers of a realm, whose interrupts the host emulates (RMM specification 1.0, A6.2). */
class RecTimerTests {
    private static final int SET_COMPARE_VALUE = 0xD51B_E341; // msr cntv_cval_el0, x1
    private static final int SET_CONTROL = 0xD51B_E322; // msr cntv_ctl_el0, x2
    private static final int READ_CONTROL = 0xD53B_E324; // mrs x4, cntv_ctl_el0
    private static final int DISABLE = 0xD51B_E33F; // msr cntv_ctl_el0, xzr
    private static final int SET_PHYSICAL_COMPARE_VALUE = 0xD51B_E241; // msr cntp_cval_el0, x1
    private static final int SET_PHYSICAL_CONTROL = 0xD51B_E222; // msr cntp_ctl_el0, x2
    private static final int LOOP = 0x1400_0000; // b .
    private static final int WFI = 0xD503_207F; // wfi

    private static final int EXIT_IRQ = 1;
    private static final int EXIT_CNTP_CTL = 0xC00;
    private static final int EXIT_CNTP_CVAL = 0xC08;
    private static final int EXIT_CNTV_CTL = 0xC10;
    private static final int EXIT_CNTV_CVAL = 0xC18;
    private static final long RSI_VERSION = 0xC400_0190L;
    private static final long ENABLE = 1;
    private static final long FIRED = 1 << 2;
    private static final long CNTVMASK = 1 << 18;
    private static final long LATER = 1_000_000;

    private final NormalWorld host = new NormalWorld();
    private final InterruptHardware hardware = new InterruptHardware(host);
    private final TestGuest guest = new TestGuest(host, TestGuest.SMC);

    @BeforeEach
    void takeTheTimersInterrupt() {
        hardware.enable(InterruptHardware.VIRTUAL_TIMER);
    }

    /** The realm sets its virtual timer, and waits. */
    private void setTimer(long compareValue) throws Exception {
        guest.restart(0, compareValue, ENABLE);
        guest.restartWith(SET_COMPARE_VALUE, SET_CONTROL, WFI, READ_CONTROL, WFI, DISABLE, TestGuest.SMC, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
    }

    @Test
    void theHostSeesTheTimersOfTheRealm() throws Exception {
        setTimer(LATER);
        assertThat(guest.exit(EXIT_CNTV_CTL)).isEqualTo(ENABLE);
        assertThat(guest.exit(EXIT_CNTV_CVAL)).isEqualTo(LATER);
        assertThat(guest.exit(EXIT_CNTP_CTL)).isZero();
        guest.restart(0, 2 * LATER, ENABLE);
        guest.restartWith(SET_PHYSICAL_COMPARE_VALUE, SET_PHYSICAL_CONTROL, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(EXIT_CNTP_CTL)).isEqualTo(ENABLE);
        assertThat(guest.exit(EXIT_CNTP_CVAL)).isEqualTo(2 * LATER);
        assertThat(guest.exit(EXIT_CNTV_CVAL)).isEqualTo(LATER);
    }

    @Test
    void eachWorldHasItsOwnTimers() throws Exception {
        ProcessingElement element = host.element();
        element.writeSystemRegister(SystemRegister.CNTV_CVAL_EL0, 77);
        element.writeSystemRegister(SystemRegister.CNTP_CVAL_EL0, 78);
        element.writeSystemRegister(SystemRegister.CNTVOFF_EL2, 79);
        element.writeSystemRegister(SystemRegister.CNTHCTL_EL2, 1);
        setTimer(LATER);
        assertThat(element.readSystemRegister(SystemRegister.CNTV_CVAL_EL0)).isEqualTo(77);
        assertThat(element.readSystemRegister(SystemRegister.CNTV_CTL_EL0)).isZero();
        assertThat(element.readSystemRegister(SystemRegister.CNTP_CVAL_EL0)).isEqualTo(78);
        assertThat(element.readSystemRegister(SystemRegister.CNTVOFF_EL2)).isEqualTo(79);
        assertThat(element.readSystemRegister(SystemRegister.CNTHCTL_EL2)).isEqualTo(1);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.x(4)).isEqualTo(ENABLE);
    }

    @Test
    void aTimerThatFiresInterruptsTheRealm() throws Exception {
        guest.restart(0, hardware.count() + 100 * 16, ENABLE);
        guest.restartWith(SET_COMPARE_VALUE, SET_CONTROL, LOOP);
        guest.enterUntil(EXIT_IRQ, 0);
        assertThat(guest.exit(EXIT_CNTV_CTL)).isEqualTo(ENABLE | FIRED);
        assertThat(guest.registers().programCounter()).isEqualTo(TestGuest.DATA + 8);
        assertThat(hardware.isTimerPending()).isFalse();
    }

    @Test
    void whenATimerHasFiredTheHostLearnsItOnceAndTheRealmGoesOn() throws Exception {
        setTimer(LATER);
        long waiting = guest.registers().programCounter();
        hardware.sleep(2 * LATER);
        guest.enterUntil(EXIT_IRQ, 0);
        assertThat(guest.exit(EXIT_CNTV_CTL)).isEqualTo(ENABLE | FIRED);
        assertThat(guest.registers().programCounter()).isEqualTo(waiting);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.x(4)).isEqualTo(ENABLE | FIRED);
    }

    @Test
    void aTimerThatTheHostKnowsOfDoesNotInterruptTheRealmAgain() throws Exception {
        setTimer(LATER);
        hardware.sleep(2 * LATER);
        guest.enterUntil(EXIT_IRQ, 0);
        host.enterAndStay(guest.rec(), guest.run());
        assertThat(host.element().readSystemRegister(SystemRegister.CNTHCTL_EL2) & CNTVMASK)
                .isEqualTo(CNTVMASK);
        assertThat(hardware.isTimerPending()).isFalse();
    }

    @Test
    void theHostLearnsThatATimerIsOffWhenTheRealmNextCalls() throws Exception {
        setTimer(LATER);
        hardware.sleep(2 * LATER);
        guest.enterUntil(EXIT_IRQ, 0);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        guest.registers().setGeneral(0, RSI_VERSION);
        guest.registers().setGeneral(1, 0x1_0000);
        guest.enterUntil(EXIT_IRQ, 0);
        assertThat(guest.exit(EXIT_CNTV_CTL)).isZero();
        assertThat(guest.x(0)).isZero();
        assertThat(guest.x(1)).isEqualTo(0x1_0000);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
    }
}

package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.realmstep.memory.SystemBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arm ARM D1.3.5: asynchronous exceptions; D1.7: waiting for them. */
class InterruptDeliveryTests {
    private static final long IMO = HypervisorControl.IMO;

    @ParameterizedTest
    @CsvSource({
        // level, PSTATE.I, SCR_EL3.IRQ, HCR_EL2.{IMO, TGE, E2H}, taken to
        "EL0, 0, 0, 0x0,         EL1",
        "EL0, 1, 0, 0x0,         none",
        "EL1, 0, 0, 0x0,         EL1",
        "EL1, 1, 0, 0x0,         none",
        "EL2, 0, 0, 0x0,         none",
        "EL1, 1, 0, 0x10,        EL2",
        "EL0, 1, 0, 0x10,        EL2",
        "EL2, 0, 0, 0x10,        EL2",
        "EL2, 1, 0, 0x10,        none",
        "EL0, 1, 0, 0x8000000,   EL2",
        "EL0, 1, 0, 0x408000000, none",
        "EL0, 0, 0, 0x408000000, EL2",
        "EL2, 0, 0, 0x408000000, EL2",
        "EL1, 1, 1, 0x10,        EL3",
        "EL2, 1, 1, 0x0,         EL3",
        "EL3, 0, 0, 0x10,        none",
        "EL3, 0, 1, 0x0,         EL3",
        "EL3, 1, 1, 0x0,         none",
    })
    void aPhysicalIrqIsRoutedAndMasked(ExceptionLevel from, int masked, int toEl3, long hcr, String target) {
        ProcessingElement element = Elements.at(SecurityState.REALM, from);
        element.state().setDaif(masked * ProcessState.I);
        Elements.or(element, SystemRegister.SCR_EL3, toEl3 * SecureConfiguration.IRQ);
        element.systemRegisters().set(SystemRegister.HCR_EL2, hcr);
        element.interruptInputs().setLevel(InterruptSignal.IRQ, true);

        boolean taken = element.takePendingInterrupt();

        assertThat(taken ? element.exceptionLevel().name() : "none").isEqualTo(target);
        if (taken) {
            assertThat(element.programCounter() & 0x1FF).isEqualTo(0x80);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EL0, 0, 0x10,         true",
        "EL1, 0, 0x10,         true",
        "EL1, 1, 0x10,         false",
        "EL1, 0, 0x0,          false",
        "EL1, 0, 0x8000010,    false",
        "EL2, 0, 0x10,         false",
        "EL3, 0, 0x10,         false",
    })
    void aVirtualIrqNeedsImoAndIsForEl1(ExceptionLevel from, int masked, long hcr, boolean taken) {
        ProcessingElement element = Elements.at(SecurityState.REALM, from);
        element.state().setDaif(masked * ProcessState.I);
        element.systemRegisters().set(SystemRegister.HCR_EL2, hcr);
        element.interruptInputs().setLevel(InterruptSignal.VIRTUAL_IRQ, true);
        assertThat(element.takePendingInterrupt()).isEqualTo(taken);
        if (taken) {
            assertThat(element.exceptionLevel()).isEqualTo(EL1);
        }
    }

    @Test
    void hcrViInjectsAVirtualIrq() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        Elements.or(element, SystemRegister.HCR_EL2, IMO | HypervisorControl.VI);
        assertThat(element.takePendingInterrupt()).isTrue();
        assertThat(element.programCounter()).isEqualTo(Elements.VECTORS_EL1 + 0x280);
    }

    @Test
    void aVirtualSErrorReportsVsesrAndIsTakenOnce() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.AMO | HypervisorControl.VSE);
        element.systemRegisters().set(SystemRegister.VSESR_EL2, 0x42);
        assertThat(element.takePendingInterrupt()).isTrue();
        assertThat(element.systemRegisters().get(SystemRegister.ESR_EL1)).isEqualTo(0xBE00_0042L);
        element.state().setDaif(0);
        assertThat(element.takePendingInterrupt()).isFalse();
    }

    @Test
    void aPhysicalSErrorStaysPendingUntilUnmasked() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.state().setDaif(ProcessState.A);
        element.interruptInputs().pendSystemError(0x11);
        assertThat(element.takePendingInterrupt()).isFalse();
        element.state().setDaif(0);
        assertThat(element.takePendingInterrupt()).isTrue();
        assertThat(element.systemRegisters().get(SystemRegister.ESR_EL1)).isEqualTo(0xBE00_0011L);
        assertThat(element.programCounter()).isEqualTo(Elements.VECTORS_EL1 + 0x380);
        assertThat(element.interruptInputs().level(InterruptSignal.SERROR)).isFalse();
    }

    @Test
    void fiqComesBeforeIrq() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.interruptInputs().setLevel(InterruptSignal.IRQ, true);
        element.interruptInputs().setLevel(InterruptSignal.FIQ, true);
        element.takePendingInterrupt();
        assertThat(element.programCounter()).isEqualTo(Elements.VECTORS_EL1 + 0x300);
    }

    @Test
    void openingTheMasksAsksForAttentionOnlyWhereSomethingIsPending() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.state().setDaif(0xF);
        element.takeAttention();
        element.writeProcessStateField(0b011_111, 0xF);
        assertThat(element.takeAttention()).isFalse();
        element.state().setDaif(0xF);
        element.interruptInputs().setLevel(InterruptSignal.IRQ, true);
        element.takeAttention();
        element.writeProcessStateField(0b011_111, 0xF);
        assertThat(element.takeAttention()).isTrue();
    }

    @Test
    void wfiWaitsUntilAnInterruptIsPendingEvenIfMasked() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.state().setDaif(0xF);
        element.waitForInterrupt();
        assertThat(element.isWaiting()).isTrue();
        element.interruptInputs().setLevel(InterruptSignal.IRQ, true);
        assertThat(element.isWaiting()).isFalse();
        assertThat(element.takePendingInterrupt()).isFalse();
    }

    @Test
    void wfiDoesNotWaitWithAnInterruptPending() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.TWI | IMO);
        element.state().setDaif(0xF);
        element.interruptInputs().setLevel(InterruptSignal.VIRTUAL_IRQ, true);
        element.waitForInterrupt();
        assertThat(element.isWaiting()).isFalse();
    }

    @Test
    void wfiAtEl1IsTrappedByTwi() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.TWI);
        SynchronousException trap = trapOf(element::waitForInterrupt);
        assertThat(trap.target()).isEqualTo(EL2);
        assertThat(trap.exceptionClass()).isEqualTo(ExceptionClass.TRAPPED_WF);
        assertThat(trap.syndrome()).isEqualTo(0x1E0_0000);
        assertThat(element.isWaiting()).isFalse();
    }

    @Test
    void wfeAtEl0IsTrappedUnlessNtwe() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL0);
        SynchronousException trap = trapOf(element::waitForEvent);
        assertThat(trap.target()).isEqualTo(EL1);
        assertThat(trap.syndrome()).isEqualTo(0x1E0_0001);
        Elements.or(element, SystemRegister.SCTLR_EL1, SystemControl.NTWE);
        element.waitForEvent();
        assertThat(element.isWaiting()).isTrue();
    }

    @Test
    void wfeConsumesAnEventInsteadOfWaiting() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.sendEventLocal();
        element.waitForEvent();
        assertThat(element.isWaiting()).isFalse();
        element.waitForEvent();
        assertThat(element.isWaiting()).isTrue();
    }

    @Test
    void sevWakesEveryElementOfTheDomain() {
        ShareabilityDomain domain = new ShareabilityDomain();
        SystemBus bus = Elements.bus();
        ProcessingElement first = new ProcessingElement(0, bus, domain);
        ProcessingElement second = new ProcessingElement(1, bus, domain);
        second.waitForEvent();
        assertThat(second.isWaiting()).isTrue();
        first.sendEvent();
        assertThat(second.isWaiting()).isFalse();
    }

    @Test
    void aParkedElementIsWokenByNoInterrupt() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.setWaiting(true);
        element.interruptInputs().setLevel(InterruptSignal.IRQ, true);
        assertThat(element.isWaiting()).isTrue();
        assertThat(element.takePendingInterrupt()).isFalse();
    }

    private static SynchronousException trapOf(Runnable instruction) {
        return catchThrowableOfType(SynchronousException.class, instruction::run);
    }
}

package dev.realmstep.device.timer;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.HypervisorControl;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;

/** The counter as a processing element sees it: less CNTVOFF_EL2 or CNTPOFF_EL2 where those are in effect. */
final class CounterView {
    private static final long CNTHCTL_ECV = 1L << 12;

    private final ProcessingElement element;
    private final SystemCounter counter;

    CounterView(ProcessingElement element, SystemCounter counter) {
        this.element = element;
        this.counter = counter;
    }

    /** What a timer compares with. */
    long countOf(Timer timer) {
        return counter.count()
                - switch (timer) {
                    case PHYSICAL -> physicalOffset();
                    case VIRTUAL -> virtualOffset();
                    case HYPERVISOR_PHYSICAL, HYPERVISOR_VIRTUAL -> 0;
                };
    }

    /** What a timer's TVAL is relative to at the current level: EL2 and EL3 see the physical timer without its offset. */
    long countForTimerValue(Timer timer) {
        return timer == Timer.PHYSICAL ? physicalCount() : countOf(timer);
    }

    /** CNTPCT_EL0. */
    long physicalCount() {
        boolean offset = element.exceptionLevel().isLowerThan(ExceptionLevel.EL2) && !isHostForEl0();
        return counter.count() - (offset ? physicalOffset() : 0);
    }

    /** CNTVCT_EL0: a host at EL2, and its applications, see no offset. */
    long virtualCount() {
        boolean hostAtEl2 = element.exceptionLevel() == ExceptionLevel.EL2 && hypervisorControl(HypervisorControl.E2H);
        return counter.count() - (hostAtEl2 || isHostForEl0() ? 0 : virtualOffset());
    }

    private long virtualOffset() {
        return isEl2Enabled() ? element.systemRegisters().get(SystemRegister.CNTVOFF_EL2) : 0;
    }

    private long physicalOffset() {
        boolean inEffect = isEl2Enabled()
                && (element.systemRegisters().get(SystemRegister.SCR_EL3) & SecureConfiguration.ECVEN) != 0
                && (element.systemRegisters().get(SystemRegister.CNTHCTL_EL2) & CNTHCTL_ECV) != 0;
        return inEffect ? element.systemRegisters().get(SystemRegister.CNTPOFF_EL2) : 0;
    }

    private boolean isHostForEl0() {
        return element.exceptionLevel() == ExceptionLevel.EL0
                && isEl2Enabled()
                && HypervisorControl.isHostForEl0(element.systemRegisters().get(SystemRegister.HCR_EL2));
    }

    private boolean hypervisorControl(long bit) {
        return (element.systemRegisters().get(SystemRegister.HCR_EL2) & bit) != 0;
    }

    /** The Secure world of this machine has no EL2. */
    private boolean isEl2Enabled() {
        return element.securityStateBelowEl3() != SecurityState.SECURE;
    }
}

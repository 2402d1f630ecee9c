package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import org.jspecify.annotations.Nullable;

/** What register traps ask of a processing element. */
final class TrapState {
    private static final long MDCR_TDE = 1L << 8;
    private static final long MDCR_TPM = 1L << 6;

    private final ProcessingElement element;

    TrapState(ProcessingElement element) {
        this.element = element;
    }

    boolean at(ExceptionLevel level) {
        return element.exceptionLevel() == level;
    }

    /** Whether the current level is one that EL2 watches: EL0 of a host is not. */
    boolean belowEl2() {
        return element.exceptionLevel().isLowerThan(EL2)
                && !HypervisorControl.isHostForEl0(element.routing().effectiveHypervisorControl());
    }

    boolean isEl2Enabled() {
        return element.routing().isEl2Enabled();
    }

    /** Whether one of the bits of HCR_EL2 is set and in effect. */
    boolean hcr(long bits) {
        return (element.routing().effectiveHypervisorControl() & bits) != 0;
    }

    boolean is(SystemRegister register, long bits) {
        return (element.systemRegisters().get(register) & bits) != 0;
    }

    /** Whether a bit is set in the SCTLR_ELx that controls EL0. */
    boolean control(long bit) {
        return is(isHosted() ? SystemRegister.SCTLR_EL2 : SystemRegister.SCTLR_EL1, bit);
    }

    private boolean isHosted() {
        return HypervisorControl.isHostForEl0(element.routing().effectiveHypervisorControl());
    }

    boolean isTimerOpenToEl0(long bits) {
        return (value(isHosted() ? SystemRegister.CNTHCTL_EL2 : SystemRegister.CNTKCTL_EL1) & bits) != 0;
    }

    /** CNTHCTL_EL2.EL1PCTEN and EL1PCEN, which lie elsewhere when HCR_EL2.E2H is 1. */
    boolean isPhysicalTimerTrapped(int enable, int enableOfHost) {
        if (!belowEl2() || !isEl2Enabled()) {
            return false;
        }
        int bit = hcr(HypervisorControl.E2H) ? enableOfHost : enable;
        return (value(SystemRegister.CNTHCTL_EL2) >>> bit & 1) == 0;
    }

    /** Whether a bit of CNTHCTL_EL2 traps the virtual timer or counter of the levels below EL2. */
    boolean isVirtualTimerTrapped(long trap) {
        return belowEl2() && isEl2Enabled() && (value(SystemRegister.CNTHCTL_EL2) & trap) != 0;
    }

    /**
     * The traps of the GIC's CPU interface.
     *
     * @param ichTrap the bit of ICH_HCR_EL2 that traps accesses of EL1
     * @param virtualized bits of HCR_EL2, one of which makes accesses of EL1 virtual
     */
    @Nullable
    ExceptionLevel interruptInterface(long ichTrap, long virtualized, long toEl3, long andToEl3) {
        if (at(EL1) && isEl2Enabled() && (value(SystemRegister.ICH_HCR_EL2) & ichTrap) != 0) {
            return EL2;
        }
        boolean virtual = at(EL1) && hcr(virtualized);
        boolean routed = is(SystemRegister.SCR_EL3, toEl3) && is(SystemRegister.SCR_EL3, andToEl3);
        return routed && !virtual && !at(EL3) && !at(EL0) ? EL3 : null;
    }

    /** MDCR_EL2 and MDCR_EL3 have their trap bits at the same places. */
    @Nullable
    ExceptionLevel debug(long bit) {
        if (belowEl2() && isEl2Enabled() && is(SystemRegister.MDCR_EL2, bit | MDCR_TDE)) {
            return EL2;
        }
        return !at(EL3) && is(SystemRegister.MDCR_EL3, bit) ? EL3 : null;
    }

    /**
     * The traps of the performance monitors.
     *
     * @param enables bits of PMUSERENR_EL0, one of which opens the register to EL0; -1 if it is open always
     * @param traps bits of MDCR_EL2
     */
    @Nullable
    ExceptionLevel performanceMonitors(long enables, long traps) {
        if (at(EL0) && enables != -1 && !is(SystemRegister.PMUSERENR_EL0, enables)) {
            return EL1;
        }
        if (belowEl2() && isEl2Enabled() && is(SystemRegister.MDCR_EL2, traps)) {
            return EL2;
        }
        return !at(EL3) && is(SystemRegister.MDCR_EL3, MDCR_TPM) ? EL3 : null;
    }

    private long value(SystemRegister register) {
        return element.readSystemRegister(register);
    }
}

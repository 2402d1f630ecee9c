package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

/** Decides which exception level takes an exception (Arm ARM D1.3.6, synchronous, and D1.3.5, interrupts). */
final class ExceptionRouting {
    private static final long MDCR_TDE = 1L << 8;

    private final ProcessingElement element;

    ExceptionRouting(ProcessingElement element) {
        this.element = element;
    }

    /** HCR_EL2 as it bears on the current level: 0 at EL3, and where EL2 is not enabled. */
    long effectiveHypervisorControl() {
        return element.exceptionLevel() != EL3 && isEl2Enabled()
                ? element.systemRegisters().get(SystemRegister.HCR_EL2)
                : 0;
    }

    /** Whether the world below EL3 has an EL2; FEAT_SEL2 is not implemented, so the Secure world has none. */
    boolean isEl2Enabled() {
        return element.securityStateBelowEl3() != SecurityState.SECURE;
    }

    /** Where an exception goes whose class has no routing of its own. */
    ExceptionLevel general() {
        ExceptionLevel current = element.exceptionLevel();
        if (current != EL0) {
            return current;
        }
        return has(HypervisorControl.TGE) ? EL2 : EL1;
    }

    ExceptionLevel breakpointInstruction() {
        boolean debugToEl2 = isEl2Enabled()
                && (element.systemRegisters().get(SystemRegister.MDCR_EL2) & MDCR_TDE) != 0
                && element.exceptionLevel().isLowerThan(EL2);
        return debugToEl2 ? EL2 : general();
    }

    /**
     * Where a data or instruction abort goes.
     *
     * @param secondStage whether stage 2 found the fault
     * @param external whether the memory system did
     * @param granuleProtection whether it is a granule protection fault reported as an abort
     */
    ExceptionLevel abort(boolean secondStage, boolean external, boolean granuleProtection) {
        ExceptionLevel current = element.exceptionLevel();
        if (current == EL3 || (external && (secureConfiguration() & SecureConfiguration.EA) != 0)) {
            return EL3;
        }
        boolean toEl2 = current == EL2
                || secondStage
                || (external && has(HypervisorControl.TEA))
                || (granuleProtection && has(HypervisorControl.GPF));
        return toEl2 ? EL2 : general();
    }

    /** Where a physical interrupt goes. */
    ExceptionLevel physical(InterruptSignal signal) {
        long toEl3 = switch (signal) {
            case IRQ -> SecureConfiguration.IRQ;
            case FIQ -> SecureConfiguration.FIQ;
            default -> SecureConfiguration.EA;
        };
        if ((secureConfiguration() & toEl3) != 0) {
            return EL3;
        }
        return has(signal.routingBit() | HypervisorControl.TGE) ? EL2 : EL1;
    }

    /** Whether PSTATE lets a physical interrupt in now; one for a lower level stays pending. */
    boolean admitsPhysical(InterruptSignal signal) {
        ExceptionLevel current = element.exceptionLevel();
        ExceptionLevel target = physical(signal);
        if (target.isLowerThan(current)) {
            return false;
        }
        boolean maskable = target == current
                || target == EL1
                || (target == EL2 && HypervisorControl.isHostForEl0(effectiveHypervisorControl()));
        return !maskable || (element.state().daif() & signal.mask()) == 0;
    }

    /** Whether a virtual interrupt can be taken at the current level at all, masked or not. */
    boolean enablesVirtual(InterruptSignal signal) {
        return element.exceptionLevel().isLowerThan(EL2) && has(signal.routingBit()) && !has(HypervisorControl.TGE);
    }

    private boolean has(long hypervisorControlBits) {
        return (effectiveHypervisorControl() & hypervisorControlBits) != 0;
    }

    private long secureConfiguration() {
        return element.systemRegisters().get(SystemRegister.SCR_EL3);
    }
}

package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import org.jspecify.annotations.Nullable;

/** Whether SIMD and floating-point instructions are trapped (Arm ARM D1.3.6, CheckFPAdvSIMDEnabled64). */
final class VectorAccess {
    /** CPACR_EL1.FPEN, and CPTR_EL2.FPEN in a host. */
    private static final int FPEN_SHIFT = 20;

    /** CPTR_EL2 otherwise, and CPTR_EL3. */
    private static final long TFP = 1L << 10;

    /** ISS of exception class 0x07: CV, and the condition AL. */
    private static final int ISS_ALWAYS = 1 << 24 | 0xE << 20;

    private final ProcessingElement element;
    /** Found to be open since the exception level or a register that traps last changed. */
    private boolean open;

    VectorAccess(ProcessingElement element) {
        this.element = element;
    }

    /** The exception level changed, or a register that traps. */
    void forget() {
        open = false;
    }

    /** @throws SynchronousException if access is trapped */
    void check() {
        SynchronousException trap = isOpen() ? null : trap();
        if (trap != null) {
            throw trap;
        }
    }

    /** Whether nothing traps. */
    boolean isOpen() {
        if (!open) {
            open = trap() == null;
        }
        return open;
    }

    private @Nullable SynchronousException trap() {
        ExceptionLevel level = element.exceptionLevel();
        long hcr = element.routing().effectiveHypervisorControl();
        boolean hosted = level == EL0 && HypervisorControl.isHostForEl0(hcr);
        if (level.isLowerThan(EL2) && !hosted && isDisabled(SystemRegister.CPACR_EL1, level == EL0)) {
            return trapToEl1(hcr);
        }
        if (level != EL3 && element.routing().isEl2Enabled() && isTrappedToEl2(hcr, hosted)) {
            return trap(EL2);
        }
        if (has(SystemRegister.CPTR_EL3, TFP)) {
            return trap(EL3);
        }
        return null;
    }

    private boolean isTrappedToEl2(long hcr, boolean hosted) {
        return (hcr & HypervisorControl.E2H) != 0
                ? isDisabled(SystemRegister.CPTR_EL2, hosted)
                : has(SystemRegister.CPTR_EL2, TFP);
    }

    /** What the two bits of FPEN say: 0b11 nothing is trapped, 0b01 only the applications' accesses are. */
    private boolean isDisabled(SystemRegister register, boolean application) {
        int enable = (int) (element.systemRegisters().get(register) >>> FPEN_SHIFT) & 3;
        return (enable & 1) == 0 || (enable == 0b01 && application);
    }

    private boolean has(SystemRegister register, long bits) {
        return (element.systemRegisters().get(register) & bits) != 0;
    }

    private static SynchronousException trapToEl1(long hcr) {
        return (hcr & HypervisorControl.TGE) != 0
                ? SynchronousException.trap(ExceptionClass.UNKNOWN, 0, EL2)
                : trap(EL1);
    }

    private static SynchronousException trap(ExceptionLevel target) {
        return SynchronousException.trap(ExceptionClass.ACCESS_TO_SVE_ADVANCED_SIMD_OR_FP, ISS_ALWAYS, target);
    }
}

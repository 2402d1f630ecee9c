package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import org.jspecify.annotations.Nullable;

/**
 * Whether SIMD, floating-point and SVE instructions are trapped (Arm ARM D1.3.6, CheckFPAdvSIMDEnabled64 and CheckSVEEnabled), and the
 * length that SVE's vectors have.
 */
final class VectorAccess {
    /** CPACR_EL1.FPEN, and CPTR_EL2.FPEN in a host. */
    private static final int FPEN_SHIFT = 20;

    /** CPACR_EL1.ZEN, and CPTR_EL2.ZEN in a host. */
    private static final int ZEN_SHIFT = 16;

    /** CPTR_EL2 otherwise, and CPTR_EL3. */
    private static final long TFP = 1L << 10;

    /** CPTR_EL2 outside of a host. */
    private static final long TZ = 1L << 8;

    /** CPTR_EL3: SVE is not trapped. */
    private static final long EZ = 1L << 8;

    /** ISS of exception class 0x07: CV, and the condition AL. */
    private static final int ISS_ALWAYS = 1 << 24 | 0xE << 20;

    /** ZCR_ELx.LEN. */
    private static final long LEN = 0xF;

    /** What an instruction uses that can be trapped. */
    private enum Use {
        VECTORS,
        SCALABLE_VECTORS,
        SCALABLE_CONTROL;

        boolean isScalable() {
            return this != VECTORS;
        }

        /** SVE's instructions use the SIMD and floating-point registers, too. */
        boolean isOfVectors() {
            return this != SCALABLE_CONTROL;
        }
    }

    private final ProcessingElement element;
    /** Found to be open since the exception level or a register that traps last changed. */
    private boolean open;
    /** The same for SVE, whose vector length is known then. */
    private boolean scalableOpen;

    VectorAccess(ProcessingElement element) {
        this.element = element;
    }

    /** The exception level changed, or a register that traps. */
    void forget() {
        open = false;
        scalableOpen = false;
    }

    /** @throws SynchronousException if access to SIMD and floating-point registers is trapped */
    void check() {
        if (!isOpen()) {
            throwIfTrapped(Use.VECTORS);
        }
    }

    /** Whether nothing traps SIMD and floating-point registers. */
    boolean isOpen() {
        if (!open) {
            open = trap(Use.VECTORS) == null;
        }
        return open;
    }

    /** @throws SynchronousException if access to SVE's registers is trapped */
    void checkScalable() {
        if (!scalableOpen) {
            throwIfTrapped(Use.SCALABLE_VECTORS);
            element.scalable().setLength(granules());
            scalableOpen = true;
        }
    }

    /** @throws SynchronousException if access to ZCR_ELx is trapped, as that to SVE's registers is */
    void checkScalableControl() {
        throwIfTrapped(Use.SCALABLE_CONTROL);
    }

    private void throwIfTrapped(Use use) {
        SynchronousException trap = trap(use);
        if (trap != null) {
            throw trap;
        }
    }

    private @Nullable SynchronousException trap(Use use) {
        ExceptionLevel level = element.exceptionLevel();
        long hcr = element.routing().effectiveHypervisorControl();
        boolean hosted = level == EL0 && HypervisorControl.isHostForEl0(hcr);
        if (level.isLowerThan(EL2) && !hosted) {
            if (use.isScalable() && isDisabled(SystemRegister.CPACR_EL1, ZEN_SHIFT, level == EL0)) {
                return ofScalable((hcr & HypervisorControl.TGE) != 0 ? EL2 : EL1);
            }
            if (use.isOfVectors() && isDisabled(SystemRegister.CPACR_EL1, FPEN_SHIFT, level == EL0)) {
                return ofVectorsToEl1(hcr);
            }
        }
        if (level != EL3 && element.routing().isEl2Enabled()) {
            if (use.isScalable() && isTrappedToEl2(hcr, ZEN_SHIFT, TZ, hosted)) {
                return ofScalable(EL2);
            }
            if (use.isOfVectors() && isTrappedToEl2(hcr, FPEN_SHIFT, TFP, hosted)) {
                return ofVectors(EL2);
            }
        }
        if (use.isScalable() && !has(SystemRegister.CPTR_EL3, EZ)) {
            return ofScalable(EL3);
        }
        return use.isOfVectors() && has(SystemRegister.CPTR_EL3, TFP) ? ofVectors(EL3) : null;
    }

    private boolean isTrappedToEl2(long hcr, int enableShift, long trap, boolean hosted) {
        return (hcr & HypervisorControl.E2H) != 0
                ? isDisabled(SystemRegister.CPTR_EL2, enableShift, hosted)
                : has(SystemRegister.CPTR_EL2, trap);
    }

    /** What the two bits of FPEN or ZEN say: 0b11 nothing is trapped, 0b01 only the applications' accesses are. */
    private boolean isDisabled(SystemRegister register, int shift, boolean application) {
        int enable = (int) (element.systemRegisters().get(register) >>> shift) & 3;
        return (enable & 1) == 0 || (enable == 0b01 && application);
    }

    private boolean has(SystemRegister register, long bits) {
        return (element.systemRegisters().get(register) & bits) != 0;
    }

    private static SynchronousException ofVectorsToEl1(long hcr) {
        return (hcr & HypervisorControl.TGE) != 0
                ? SynchronousException.trap(ExceptionClass.UNKNOWN, 0, EL2)
                : ofVectors(EL1);
    }

    private static SynchronousException ofVectors(ExceptionLevel target) {
        return SynchronousException.trap(ExceptionClass.ACCESS_TO_SVE_ADVANCED_SIMD_OR_FP, ISS_ALWAYS, target);
    }

    private static SynchronousException ofScalable(ExceptionLevel target) {
        return SynchronousException.trap(ExceptionClass.ACCESS_TO_SVE, 0, target);
    }

    /** The length in units of 128 bits: what the current level asks for, and the levels above it allow (Arm ARM, CurrentVL). */
    private int granules() {
        ExceptionLevel level = element.exceptionLevel();
        boolean hosted =
                level == EL0 && HypervisorControl.isHostForEl0(element.routing().effectiveHypervisorControl());
        long length = length(SystemRegister.ZCR_EL3);
        if (level != EL3 && element.routing().isEl2Enabled()) {
            length = Math.min(length, length(SystemRegister.ZCR_EL2));
        }
        if (level.isLowerThan(EL2) && !hosted) {
            length = Math.min(length, length(SystemRegister.ZCR_EL1));
        }
        return (int) length + 1;
    }

    private long length(SystemRegister register) {
        return element.systemRegisters().get(register) & LEN;
    }
}

package dev.realmstep.cpu.engine.translator.x86;

/** MXCSR: how the host's vector instructions treat numbers, and what they have raised. */
final class VectorControl {
    /** Every exception masked, ties to even, denormals as they are, no flag set: what Java runs with, flags aside. */
    static final int INITIAL = 0x1F80;

    private static final int INVALID = 1;
    private static final int DIVIDE_BY_ZERO_TO_INEXACT = 0x3C;

    private VectorControl() {}

    /**
     * The cumulative flags of FPSR for those of the host, which has one more, for operands that are denormal: the guest has a flag for
     * them only where they are taken as zero.
     */
    static int flags(int control) {
        return (control & INVALID) | (control & DIVIDE_BY_ZERO_TO_INEXACT) >>> 1;
    }
}

package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.floatingpoint.IntegralRounding;
import dev.realmstep.cpu.floatingpoint.Rounding;

/** What FRINTN and its kin do, in scalar registers and in vectors. */
public final class FloatingPointRoundings {
    /** FRINTX. */
    public static final FloatingPointOperation.OfOne EXACT =
            (format, n, status) -> IntegralRounding.round(format, n, status.rounding(), true, status);

    /** FRINTI. */
    public static final FloatingPointOperation.OfOne AS_CONTROLLED =
            (format, n, status) -> IntegralRounding.round(format, n, status.rounding(), false, status);

    private FloatingPointRoundings() {}

    /** FRINTA, FRINTM, FRINTN, FRINTP and FRINTZ. */
    public static FloatingPointOperation.OfOne by(Rounding rounding) {
        return (format, n, status) -> IntegralRounding.round(format, n, rounding, false, status);
    }

    /** FRINT32Z and FRINT64Z. */
    public static FloatingPointOperation.OfOne towardsZero(int bits) {
        return (format, n, status) -> IntegralRounding.roundToSize(format, n, bits, Rounding.ZERO, status);
    }

    /** FRINT32X and FRINT64X. */
    public static FloatingPointOperation.OfOne asControlled(int bits) {
        return (format, n, status) -> IntegralRounding.roundToSize(format, n, bits, status.rounding(), status);
    }
}

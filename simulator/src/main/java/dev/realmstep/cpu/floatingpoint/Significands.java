package dev.realmstep.cpu.floatingpoint;

/** Significands between operands and results: shifted without forgetting that something was lost, and rounded (FPRound). */
final class Significands {
    private Significands() {}

    /** Shifts right; the lowest bit of the result is set if any bit that was shifted out is. */
    static long shiftRightJamming(long significand, int distance) {
        if (distance == 0) {
            return significand;
        }
        if (distance >= Long.SIZE) {
            return significand == 0 ? 0 : 1;
        }
        return significand >>> distance | (significand << -distance == 0 ? 0 : 1);
    }

    /**
     * Rounds a non-zero magnitude as FPCR says.
     *
     * @param significand in units of 2<sup>exponent - 63</sup>, unsigned, its lowest bit set if it is not exact
     */
    static long round(
            FloatingPointFormat format, boolean negative, int exponent, long significand, FloatingPointStatus status) {
        return round(format, negative, exponent, significand, status.rounding(), status.flushes(format), status);
    }

    /** @param flush whether a result below the smallest normal number becomes zero */
    static long round(
            FloatingPointFormat format,
            boolean negative,
            int exponent,
            long significand,
            Rounding rounding,
            boolean flush,
            FloatingPointStatus status) {
        int leadingZeros = Long.numberOfLeadingZeros(significand);
        int field = exponent - leadingZeros + format.bias();
        if (field >= format.specialExponent()) {
            return overflow(format, negative, rounding, status);
        }
        long normalized = significand << leadingZeros;
        boolean tiny = field < 1;
        if (tiny) {
            if (flush) {
                status.raise(FloatingPointStatus.UNDERFLOW);
                return format.zero(negative);
            }
            normalized = shiftRightJamming(normalized, 1 - field);
            field = 1;
        }
        int kept = 1 + format.fractionBits();
        long rest = normalized << kept;
        // The leading bit, where there is one, adds the last 1 to the exponent.
        long magnitude = ((long) (field - 1) << format.fractionBits()) + (normalized >>> (Long.SIZE - kept));
        if (rest == 0) {
            return format.zero(negative) | magnitude;
        }
        if (rounding.increments(negative, rest, (magnitude & 1) != 0)) {
            magnitude++;
        }
        if (magnitude >>> format.fractionBits() >= format.specialExponent()) {
            return overflow(format, negative, rounding, status);
        }
        status.raise(tiny ? FloatingPointStatus.UNDERFLOW | FloatingPointStatus.INEXACT : FloatingPointStatus.INEXACT);
        return format.zero(negative) | magnitude;
    }

    /** The result of an operation whose magnitude is beyond the largest number. */
    static long overflow(FloatingPointFormat format, boolean negative, Rounding rounding, FloatingPointStatus status) {
        if (format == FloatingPointFormat.ALTERNATIVE_HALF) {
            status.raise(FloatingPointStatus.INVALID_OPERATION);
            return format.largest(negative);
        }
        status.raise(FloatingPointStatus.OVERFLOW | FloatingPointStatus.INEXACT);
        return rounding.overflowsToInfinity(negative) ? format.infinity(negative) : format.largest(negative);
    }
}

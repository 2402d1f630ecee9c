package dev.realmstep.cpu.floatingpoint;

/** FPRecipEstimate, FPRSqrtEstimate, FPRecpX and their unsigned kin of the Arm ARM: eight bits of a reciprocal or its root. */
public final class ReciprocalEstimate {
    private static final int ESTIMATE_BITS = 8;

    private ReciprocalEstimate() {}

    /** FPRecipEstimate. */
    public static long reciprocal(FloatingPointFormat format, long number, FloatingPointStatus status) {
        long a = status.operand(format, number);
        if (format.isNaN(a)) {
            return NaNs.process(format, a, status);
        }
        boolean negative = format.isNegative(a);
        if (format.isInfinite(a)) {
            return format.zero(negative);
        }
        if (format.isZero(a)) {
            status.raise(FloatingPointStatus.DIVIDE_BY_ZERO);
            return format.infinity(negative);
        }
        int exponent = format.exponent(a);
        if (exponent < -1 - format.bias()) {
            return Significands.overflow(format, negative, status.rounding(), status);
        }
        if (exponent >= format.bias() - 1 && status.flushes(format)) {
            status.raise(FloatingPointStatus.UNDERFLOW);
            return format.zero(negative);
        }
        int estimate = estimateReciprocal(256 | leadingFraction(format, a, ESTIMATE_BITS));
        return encode(format, negative, -1 - exponent, estimate);
    }

    /** FPRSqrtEstimate. */
    public static long reciprocalSquareRoot(FloatingPointFormat format, long number, FloatingPointStatus status) {
        long a = status.operand(format, number);
        if (format.isNaN(a)) {
            return NaNs.process(format, a, status);
        }
        if (format.isZero(a)) {
            status.raise(FloatingPointStatus.DIVIDE_BY_ZERO);
            return format.infinity(format.isNegative(a));
        }
        if (format.isNegative(a)) {
            return status.invalid(format);
        }
        if (format.isInfinite(a)) {
            return 0;
        }
        int exponent = format.exponent(a);
        // An even exponent is that of a number from 1/4 to 1/2, with one bit less; an odd one from 1/2 to 1.
        int scaled = (exponent & 1) == 0
                ? 128 | leadingFraction(format, a, ESTIMATE_BITS - 1)
                : 256 | leadingFraction(format, a, ESTIMATE_BITS);
        return encode(format, false, (-1 - exponent) >> 1, estimateReciprocalSquareRoot(scaled));
    }

    private static int leadingFraction(FloatingPointFormat format, long number, int bits) {
        return (int) (format.significand(number) << 1 >>> (Long.SIZE - bits));
    }

    /** A number of nine significant bits, which may be denormal, never rounded. */
    private static long encode(FloatingPointFormat format, boolean negative, int exponent, int estimate) {
        long fraction = (long) (estimate & 255) << (format.fractionBits() - ESTIMATE_BITS);
        int field = exponent + format.bias();
        if (field >= 1) {
            return format.zero(negative) | (long) field << format.fractionBits() | fraction;
        }
        return format.zero(negative) | (1L << format.fractionBits() | fraction) >>> (1 - field);
    }

    /** FPRecpX: a power of two near the reciprocal. */
    public static long reciprocalExponent(FloatingPointFormat format, long number, FloatingPointStatus status) {
        long a = status.operand(format, number);
        if (format.isNaN(a)) {
            return NaNs.process(format, a, status);
        }
        int field = format.exponentField(a);
        long inverted = field == 0 ? format.specialExponent() - 1 : field ^ format.specialExponent();
        return format.zero(format.isNegative(a)) | inverted << format.fractionBits();
    }

    /** UnsignedRecipEstimate: of a number from 1/2 to 1, in units of 2<sup>-32</sup>; the result, from 1 to 2, in units of 2<sup>-31</sup>. */
    public static int unsignedReciprocal(int number) {
        return number >= 0 ? -1 : estimateReciprocal(number >>> 23) << 23;
    }

    /** UnsignedRSqrtEstimate: of a number from 1/4 to 1, in units of 2<sup>-32</sup>; the result, from 1 to 2, in units of 2<sup>-31</sup>. */
    public static int unsignedReciprocalSquareRoot(int number) {
        return number >>> 30 == 0 ? -1 : estimateReciprocalSquareRoot(number >>> 23) << 23;
    }

    /** RecipEstimate: of a number from 1/2 to 1 in units of 1/512; the result, from 1 to 2, in units of 1/256. */
    private static int estimateReciprocal(int number) {
        int middle = 2 * number + 1;
        return ((1 << 19) / middle + 1) / 2;
    }

    /** RecipSqrtEstimate: of a number from 1/4 to 1 in units of 1/512; the result, from 1 to 2, in units of 1/256. */
    private static int estimateReciprocalSquareRoot(int number) {
        int middle = number < 256 ? 2 * number + 1 : 2 * ((number & ~1) + 1);
        // The quotient is no square: the largest root whose square is below it.
        int root = (int) Math.sqrt((1 << 28) / (double) middle);
        return (root + 1) / 2;
    }
}

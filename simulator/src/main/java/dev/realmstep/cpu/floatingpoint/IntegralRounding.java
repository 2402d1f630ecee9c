package dev.realmstep.cpu.floatingpoint;

/** FPRoundInt and FPRoundIntN of the Arm ARM: floating-point numbers that are integers. */
public final class IntegralRounding {
    private IntegralRounding() {}

    /**
     * FPRoundInt.
     *
     * @param exact whether the result is inexact if it is not the operand
     */
    public static long round(
            FloatingPointFormat format, long number, Rounding rounding, boolean exact, FloatingPointStatus status) {
        long a = status.operand(format, number);
        if (format.isNaN(a)) {
            return NaNs.process(format, a, status);
        }
        if (format.isInfinite(a) || format.isZero(a) || format.exponent(a) >= format.fractionBits()) {
            return a;
        }
        boolean negative = format.isNegative(a);
        int exponent = format.exponent(a);
        long rest = rest(exponent, format.significand(a));
        long integer = magnitude(negative, exponent, format.significand(a), rounding);
        if (exact && rest != 0) {
            status.raise(FloatingPointStatus.INEXACT);
        }
        return encode(format, negative, integer, status);
    }

    /**
     * FPRoundIntN: an integer of so many bits; where there is none the most negative of them, and the operation invalid.
     *
     * @param bits 32 or 64
     */
    public static long roundToSize(
            FloatingPointFormat format, long number, int bits, Rounding rounding, FloatingPointStatus status) {
        long a = status.operand(format, number);
        if (format.isZero(a)) {
            return a;
        }
        boolean negative = format.isNegative(a);
        int exponent = format.exponent(a);
        long integer = exponent < bits ? magnitude(negative, exponent, format.significand(a), rounding) : -1;
        long limit = 1L << (bits - 1);
        boolean fits = negative ? Long.compareUnsigned(integer, limit) <= 0 : Long.compareUnsigned(integer, limit) < 0;
        if (!fits || exponent >= bits) {
            status.raise(FloatingPointStatus.INVALID_OPERATION);
            return format.withSign(format.powerOfTwo(bits - 1), true);
        }
        if (rest(exponent, format.significand(a)) != 0) {
            status.raise(FloatingPointStatus.INEXACT);
        }
        return encode(format, negative, integer, status);
    }

    private static long encode(FloatingPointFormat format, boolean negative, long integer, FloatingPointStatus status) {
        return integer == 0
                ? format.zero(negative)
                : Significands.round(format, negative, Long.SIZE - 1, integer, status);
    }

    /** The integer, below 2<sup>64</sup>, that a magnitude of an exponent up to 63 is rounded to. */
    static long magnitude(boolean negative, int exponent, long significand, Rounding rounding) {
        long integer = exponent < 0 ? 0 : significand >>> (Long.SIZE - 1 - exponent);
        boolean up = rounding.increments(negative, rest(exponent, significand), (integer & 1) != 0);
        return up ? integer + 1 : integer;
    }

    /** What a magnitude of an exponent up to 63 has behind the binary point, in units of 2<sup>-64</sup>, jammed. */
    static long rest(int exponent, long significand) {
        return exponent >= 0
                ? significand << exponent << 1
                : Significands.shiftRightJamming(significand, -1 - exponent);
    }
}

package dev.realmstep.cpu.floatingpoint;

/** FPToFixed, FPToFixedJS and FixedToFP of the Arm ARM. */
public final class FixedPointConversion {
    private FixedPointConversion() {}

    /**
     * FPToFixed.
     *
     * @param fractionBits how many bits of the result stand behind the binary point
     * @param bits the width of the result
     * @return the result, zero-extended; the nearest one where the number is too large
     */
    public static long toFixed(
            FloatingPointFormat format,
            long number,
            int fractionBits,
            boolean unsigned,
            Rounding rounding,
            int bits,
            FloatingPointStatus status) {
        if (format == FloatingPointFormat.DOUBLE
                && fractionBits == 0
                && rounding == Rounding.ZERO
                && status.isLikeHost()) {
            double value = Double.longBitsToDouble(number);
            if (Math.abs(value) < Integer.MAX_VALUE && !(unsigned && value < 0)) {
                return (long) value & mask(bits);
            }
        }
        long a = status.operand(format, number);
        if (format.isNaN(a)) {
            status.raise(FloatingPointStatus.INVALID_OPERATION);
            return 0;
        }
        if (format.isZero(a)) {
            return 0;
        }
        boolean negative = format.isNegative(a);
        int exponent = format.exponent(a) + fractionBits;
        if (format.isInfinite(a) || exponent >= bits) {
            return saturated(negative, unsigned, bits, status);
        }
        long magnitude = IntegralRounding.magnitude(negative, exponent, format.significand(a), rounding);
        if (Long.compareUnsigned(magnitude, largest(negative, unsigned, bits)) > 0) {
            return saturated(negative, unsigned, bits, status);
        }
        if (IntegralRounding.rest(exponent, format.significand(a)) != 0) {
            status.raise(FloatingPointStatus.INEXACT);
        }
        return (negative ? -magnitude : magnitude) & mask(bits);
    }

    private static long saturated(boolean negative, boolean unsigned, int bits, FloatingPointStatus status) {
        status.raise(FloatingPointStatus.INVALID_OPERATION);
        return largest(negative, unsigned, bits);
    }

    /** The largest magnitude of a sign; in two's complement the most negative number looks like it. */
    private static long largest(boolean negative, boolean unsigned, int bits) {
        if (unsigned) {
            return negative ? 0 : mask(bits);
        }
        return negative ? 1L << (bits - 1) : mask(bits - 1);
    }

    private static long mask(int bits) {
        return -1L >>> (Long.SIZE - bits);
    }

    /**
     * FixedToFP.
     *
     * @param value the fixed-point number, extended to 64 bits
     * @param fractionBits how many of its bits stand behind the binary point
     */
    public static long fromFixed(
            FloatingPointFormat format,
            long value,
            int fractionBits,
            boolean unsigned,
            Rounding rounding,
            FloatingPointStatus status) {
        if (value == 0) {
            return 0;
        }
        if (format == FloatingPointFormat.DOUBLE
                && fractionBits == 0
                && value == (int) value
                && !(unsigned && value < 0)) {
            return Double.doubleToRawLongBits((double) value);
        }
        boolean negative = !unsigned && value < 0;
        return Significands.round(
                format,
                negative,
                Long.SIZE - 1 - fractionBits,
                negative ? -value : value,
                rounding,
                status.flushes(format),
                status);
    }

    /**
     * FPToFixedJS: a double-precision number as ECMAScript's ToInt32 has it, modulo 2<sup>32</sup>.
     *
     * @return the result in bits [31:0], and PSTATE.Z, which says that it is the number, in bit 32
     */
    public static long toFixedJavaScript(long number, FloatingPointStatus status) {
        FloatingPointFormat format = FloatingPointFormat.DOUBLE;
        long a = status.operand(format, number);
        if (format.isZero(a)) {
            return number == 0 ? 1L << 32 : 0;
        }
        int exponent = format.exponent(a);
        if (format.isNaN(a) || format.isInfinite(a)) {
            status.raise(FloatingPointStatus.INVALID_OPERATION);
            return 0;
        }
        boolean negative = format.isNegative(a);
        long magnitude = lowBits(exponent, format.significand(a));
        long integer = negative ? -magnitude : magnitude;
        boolean fits = exponent < 32 && integer == (int) integer;
        boolean inexact =
                exponent < format.fractionBits() && IntegralRounding.rest(exponent, format.significand(a)) != 0;
        if (!fits) {
            status.raise(FloatingPointStatus.INVALID_OPERATION);
        } else if (inexact) {
            status.raise(FloatingPointStatus.INEXACT);
        }
        return (integer & mask(32)) | (fits && !inexact ? 1L << 32 : 0);
    }

    /** The integer part of a magnitude, modulo 2<sup>64</sup>. */
    private static long lowBits(int exponent, long significand) {
        if (exponent < Long.SIZE) {
            return exponent < 0 ? 0 : significand >>> (Long.SIZE - 1 - exponent);
        }
        int distance = exponent - (Long.SIZE - 1);
        return distance < Long.SIZE ? significand << distance : 0;
    }
}

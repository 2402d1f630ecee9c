package dev.realmstep.cpu.floatingpoint;

import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.DOUBLE;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.HALF;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.SINGLE;

/** FPMulAdd, FPMulAddH, FPRecipStepFused and FPRSqrtStepFused of the Arm ARM: a product and a sum, rounded once. */
public final class FusedMultiplyAdd {
    private FusedMultiplyAdd() {}

    /** FPMulAdd: {@code addend + first * second}. */
    public static long multiplyAdd(
            FloatingPointFormat format, long addend, long first, long second, FloatingPointStatus status) {
        if (status.isLikeHost()) {
            if (format == DOUBLE) {
                long sum = Double.doubleToRawLongBits(Math.fma(
                        Double.longBitsToDouble(first),
                        Double.longBitsToDouble(second),
                        Double.longBitsToDouble(addend)));
                if (format.isPlain(sum)) {
                    return sum;
                }
            } else if (format == SINGLE) {
                long sum = Float.floatToRawIntBits(Math.fma(
                                Float.intBitsToFloat((int) first),
                                Float.intBitsToFloat((int) second),
                                Float.intBitsToFloat((int) addend)))
                        & 0xFFFF_FFFFL;
                if (format.isPlain(sum)) {
                    return sum;
                }
            }
        }
        long c = status.operand(format, addend);
        long a = status.operand(format, first);
        long b = status.operand(format, second);
        boolean invalid = isZeroTimesInfinity(format, a, b);
        if (format.isNaN(a) || format.isNaN(b) || format.isNaN(c)) {
            boolean invalidBesideQuietAddend = invalid && !format.isSignalling(c);
            return invalidBesideQuietAddend ? status.invalid(format) : NaNs.process(format, c, a, b, status);
        }
        if (invalid) {
            return status.invalid(format);
        }
        boolean negative = format.isNegative(a ^ b);
        boolean infiniteProduct = format.isInfinite(a) || format.isInfinite(b);
        if (format.isInfinite(c)) {
            return infiniteProduct && format.isNegative(c) != negative ? status.invalid(format) : c;
        }
        return infiniteProduct ? format.infinity(negative) : sum(format, c, a, b, 0, status);
    }

    /** FPMulAddH: {@code addend + first * second} in single precision, of factors in half precision. */
    public static long multiplyAddHalves(long addend, long first, long second, FloatingPointStatus status) {
        return multiplyAdd(
                SINGLE,
                addend,
                FormatConversion.widenHalf(status.operand(HALF, first)),
                FormatConversion.widenHalf(status.operand(HALF, second)),
                status);
    }

    /** FPRecipStepFused: {@code 2 - first * second}. */
    public static long reciprocalStep(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        return step(format, format.powerOfTwo(1), format.powerOfTwo(1), first, second, 0, status);
    }

    /** FPRSqrtStepFused: {@code (3 - first * second) / 2}. */
    public static long reciprocalSquareRootStep(
            FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        long three = format.powerOfTwo(1) | format.quietBit();
        long oneAndHalf = format.powerOfTwo(0) | format.quietBit();
        return step(format, three, oneAndHalf, first, second, -1, status);
    }

    /**
     * A step of Newton's iteration.
     *
     * @param limit the result where zero meets infinity
     * @param scale the power of two that the sum is multiplied with
     */
    private static long step(
            FloatingPointFormat format,
            long addend,
            long limit,
            long first,
            long second,
            int scale,
            FloatingPointStatus status) {
        long a = status.operand(format, format.negate(first));
        long b = status.operand(format, second);
        if (format.isNaN(a) || format.isNaN(b)) {
            return NaNs.process(format, a, b, status);
        }
        if (isZeroTimesInfinity(format, a, b)) {
            return limit;
        }
        return format.isInfinite(a) || format.isInfinite(b)
                ? format.infinity(format.isNegative(a ^ b))
                : sum(format, addend, a, b, scale, status);
    }

    private static boolean isZeroTimesInfinity(FloatingPointFormat format, long a, long b) {
        return (format.isInfinite(a) && format.isZero(b)) || (format.isZero(a) && format.isInfinite(b));
    }

    /** The sum of a number and a product, none of which is special, scaled by a power of two. */
    private static long sum(
            FloatingPointFormat format, long addend, long a, long b, int scale, FloatingPointStatus status) {
        boolean negative = format.isNegative(a ^ b);
        if (format.isZero(a) || format.isZero(b)) {
            if (!format.isZero(addend)) {
                return Significands.round(
                        format,
                        format.isNegative(addend),
                        format.exponent(addend) + scale,
                        format.significand(addend),
                        status);
            }
            return format.isNegative(addend) == negative ? addend : status.zeroOfDifference(format);
        }
        long high = Math.unsignedMultiplyHigh(format.significand(a), format.significand(b));
        long low = format.significand(a) * format.significand(b);
        int exponent = format.exponent(a) + format.exponent(b) + 1;
        if (format.isZero(addend)) {
            return Significands.round(format, negative, exponent + scale, low == 0 ? high : high | 1, status);
        }
        return sumOfWide(format, addend, negative, exponent, high, low, scale, status);
    }

    /**
     * Adds a number to a product of 128 bits.
     *
     * @param productExponent the product is in units of 2<sup>productExponent - 127</sup>
     */
    private static long sumOfWide(
            FloatingPointFormat format,
            long addend,
            boolean productNegative,
            int productExponent,
            long productHigh,
            long productLow,
            int scale,
            FloatingPointStatus status) {
        // One bit lower than they stand, which leaves room for the carry; the bits below are clear in both.
        long high = productHigh >>> 1;
        long low = productLow >>> 1 | productHigh << (Long.SIZE - 1);
        long addendHigh = format.significand(addend) >>> 1;
        long addendLow = 0;
        int exponent = productExponent;
        int distance = exponent - format.exponent(addend);
        if (distance >= 0) {
            addendLow = lowAfterShift(addendHigh, addendLow, distance);
            addendHigh = distance < Long.SIZE ? addendHigh >>> distance : 0;
        } else {
            low = lowAfterShift(high, low, -distance);
            high = -distance < Long.SIZE ? high >>> -distance : 0;
            exponent = format.exponent(addend);
        }
        boolean negative = productNegative;
        if (negative == format.isNegative(addend)) {
            low += addendLow;
            high += addendHigh + (Long.compareUnsigned(low, addendLow) < 0 ? 1 : 0);
        } else {
            high -= addendHigh + (Long.compareUnsigned(low, addendLow) < 0 ? 1 : 0);
            low -= addendLow;
            if (high < 0) {
                negative = !negative;
                high = ~high + (low == 0 ? 1 : 0);
                low = -low;
            }
        }
        return roundWide(format, negative, exponent + 1 + scale, high, low, status);
    }

    /** The low half of 128 bits that are shifted right, jamming. */
    private static long lowAfterShift(long high, long low, int distance) {
        if (distance == 0) {
            return low;
        }
        if (distance < Long.SIZE) {
            return Significands.shiftRightJamming(low, distance) | high << -distance;
        }
        return Significands.shiftRightJamming(high, distance - Long.SIZE) | (low == 0 ? 0 : 1);
    }

    /** @param exponent of the number's bit 127 */
    private static long roundWide(
            FloatingPointFormat format,
            boolean negative,
            int exponent,
            long high,
            long low,
            FloatingPointStatus status) {
        if (high == 0) {
            return low == 0
                    ? status.zeroOfDifference(format)
                    : Significands.round(format, negative, exponent - Long.SIZE, low, status);
        }
        int zeros = Long.numberOfLeadingZeros(high);
        long significand = zeros == 0 ? high : high << zeros | low >>> -zeros;
        long lost = low << zeros;
        return Significands.round(
                format, negative, exponent - zeros, lost == 0 ? significand : significand | 1, status);
    }
}

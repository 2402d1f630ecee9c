package dev.realmstep.cpu.floatingpoint;

import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.DOUBLE;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.SINGLE;

/** FPAdd, FPSub, FPMul, FPMulX, FPDiv and FPSqrt of the Arm ARM. */
public final class FloatingPointArithmetic {
    private FloatingPointArithmetic() {}

    /** FPAdd. */
    public static long add(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        if (status.isLikeHost()) {
            if (format == DOUBLE) {
                long sum = Double.doubleToRawLongBits(Double.longBitsToDouble(first) + Double.longBitsToDouble(second));
                if (format.isPlain(sum)) {
                    return sum;
                }
            } else if (format == SINGLE) {
                long sum = bits(single(first) + single(second));
                if (format.isPlain(sum)) {
                    return sum;
                }
            }
        }
        long a = status.operand(format, first);
        long b = status.operand(format, second);
        return format.isNaN(a) || format.isNaN(b) ? NaNs.process(format, a, b, status) : sum(format, a, b, status);
    }

    /** FPSub. */
    public static long subtract(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        return format.isNaN(second)
                ? add(format, first, second, status)
                : add(format, first, format.negate(second), status);
    }

    private static long sum(FloatingPointFormat format, long a, long b, FloatingPointStatus status) {
        if (format.isInfinite(a)) {
            return format.isInfinite(b) && a != b ? status.invalid(format) : a;
        }
        if (format.isInfinite(b)) {
            return b;
        }
        if (format.isZero(a)) {
            return a == b || !format.isZero(b) ? b : status.zeroOfDifference(format);
        }
        if (format.isZero(b)) {
            return a;
        }
        return format.exponent(a) >= format.exponent(b)
                ? sumOfOrdered(format, a, b, status)
                : sumOfOrdered(format, b, a, status);
    }

    /** The sum of two numbers whose first has no smaller exponent. */
    private static long sumOfOrdered(
            FloatingPointFormat format, long larger, long smaller, FloatingPointStatus status) {
        int exponent = format.exponent(larger);
        boolean negative = format.isNegative(larger);
        // One bit lower than significands stand, which leaves room for the carry.
        long first = format.significand(larger) >>> 1;
        long second =
                Significands.shiftRightJamming(format.significand(smaller) >>> 1, exponent - format.exponent(smaller));
        if (negative == format.isNegative(smaller)) {
            return Significands.round(format, negative, exponent + 1, first + second, status);
        }
        long difference = first - second;
        if (difference == 0) {
            return status.zeroOfDifference(format);
        }
        return difference > 0
                ? Significands.round(format, negative, exponent + 1, difference, status)
                : Significands.round(format, !negative, exponent + 1, -difference, status);
    }

    /** FPMul. */
    public static long multiply(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        if (status.isLikeHost()) {
            if (format == DOUBLE) {
                long product =
                        Double.doubleToRawLongBits(Double.longBitsToDouble(first) * Double.longBitsToDouble(second));
                if (format.isPlain(product)) {
                    return product;
                }
            } else if (format == SINGLE) {
                long product = bits(single(first) * single(second));
                if (format.isPlain(product)) {
                    return product;
                }
            }
        }
        return product(format, first, second, false, status);
    }

    /** FPMulX: zero times infinity is two. */
    public static long multiplyExtended(
            FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        return product(format, first, second, true, status);
    }

    private static long product(
            FloatingPointFormat format, long first, long second, boolean extended, FloatingPointStatus status) {
        long a = status.operand(format, first);
        long b = status.operand(format, second);
        if (format.isNaN(a) || format.isNaN(b)) {
            return NaNs.process(format, a, b, status);
        }
        boolean negative = format.isNegative(a ^ b);
        boolean zero = format.isZero(a) || format.isZero(b);
        if (format.isInfinite(a) || format.isInfinite(b)) {
            if (zero) {
                return extended ? format.withSign(format.powerOfTwo(1), negative) : status.invalid(format);
            }
            return format.infinity(negative);
        }
        if (zero) {
            return format.zero(negative);
        }
        long high = Math.unsignedMultiplyHigh(format.significand(a), format.significand(b));
        long low = format.significand(a) * format.significand(b);
        int exponent = format.exponent(a) + format.exponent(b) + 1;
        return Significands.round(format, negative, exponent, low == 0 ? high : high | 1, status);
    }

    /** FPDiv. */
    public static long divide(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        if (status.isLikeHost()) {
            if (format == DOUBLE) {
                long quotient =
                        Double.doubleToRawLongBits(Double.longBitsToDouble(first) / Double.longBitsToDouble(second));
                if (format.isPlain(quotient)) {
                    return quotient;
                }
            } else if (format == SINGLE) {
                long quotient = bits(single(first) / single(second));
                if (format.isPlain(quotient)) {
                    return quotient;
                }
            }
        }
        long a = status.operand(format, first);
        long b = status.operand(format, second);
        if (format.isNaN(a) || format.isNaN(b)) {
            return NaNs.process(format, a, b, status);
        }
        boolean negative = format.isNegative(a ^ b);
        if (format.isInfinite(a)) {
            return format.isInfinite(b) ? status.invalid(format) : format.infinity(negative);
        }
        if (format.isZero(b)) {
            if (format.isZero(a)) {
                return status.invalid(format);
            }
            status.raise(FloatingPointStatus.DIVIDE_BY_ZERO);
            return format.infinity(negative);
        }
        if (format.isInfinite(b) || format.isZero(a)) {
            return format.zero(negative);
        }
        return quotient(format, a, b, negative, status);
    }

    /** Long division, with as many bits a step as stay positive, to two bits more than the format has. */
    private static long quotient(
            FloatingPointFormat format, long a, long b, boolean negative, FloatingPointStatus status) {
        int unused = Long.SIZE - 1 - format.fractionBits();
        long divisor = format.significand(b) >>> unused;
        long remainder = format.significand(a) >>> unused;
        long quotient = Long.compare(remainder, divisor) >= 0 ? 1 : 0;
        remainder -= quotient * divisor;
        int wanted = format.fractionBits() + 3;
        for (int todo = wanted; todo > 0; ) {
            int step = Math.min(unused - 1, todo);
            remainder <<= step;
            long digits = remainder / divisor;
            remainder -= digits * divisor;
            quotient = quotient << step | digits;
            todo -= step;
        }
        long significand = quotient << 1 | (remainder == 0 ? 0 : 1);
        int exponent = format.exponent(a) - format.exponent(b) + Long.SIZE - 2 - wanted;
        return Significands.round(format, negative, exponent, significand, status);
    }

    /** FPSqrt. */
    public static long squareRoot(FloatingPointFormat format, long number, FloatingPointStatus status) {
        if (status.isLikeHost()) {
            if (format == DOUBLE) {
                long root = Double.doubleToRawLongBits(Math.sqrt(Double.longBitsToDouble(number)));
                if (format.isPlain(root)) {
                    return root;
                }
            } else if (format == SINGLE) {
                // Twice rounded, which 53 bits of the first result make the same as once.
                long root = bits((float) Math.sqrt(single(number)));
                if (format.isPlain(root)) {
                    return root;
                }
            }
        }
        long a = status.operand(format, number);
        if (format.isNaN(a)) {
            return NaNs.process(format, a, status);
        }
        if (format.isZero(a)) {
            return a;
        }
        if (format.isNegative(a)) {
            return status.invalid(format);
        }
        return format.isInfinite(a) ? a : root(format, a, status);
    }

    /** The root bit by bit, to two bits more than the format has. */
    private static long root(FloatingPointFormat format, long a, FloatingPointStatus status) {
        int exponent = format.exponent(a);
        int places = format.fractionBits() + 2;
        // From 1 to 4, as the exponent has to be even.
        long remainder = format.significand(a) >>> (Long.SIZE - 1 - places) << (exponent & 1);
        long root = 0;
        for (long bit = 1L << places, twice = 0; bit != 0; bit >>>= 1) {
            long trial = twice + bit;
            if (trial <= remainder) {
                remainder -= trial;
                twice = trial + bit;
                root |= bit;
            }
            remainder <<= 1;
        }
        long significand = root << 1 | (remainder == 0 ? 0 : 1);
        return Significands.round(format, false, (exponent >> 1) + Long.SIZE - 2 - places, significand, status);
    }

    private static float single(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    private static long bits(float number) {
        return Float.floatToRawIntBits(number) & 0xFFFF_FFFFL;
    }
}

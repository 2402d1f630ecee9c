package dev.realmstep.cpu.floatingpoint;

import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.ALTERNATIVE_HALF;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.DOUBLE;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.HALF;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.SINGLE;

/** FPConvert and FPConvertBF of the Arm ARM: numbers of one precision in another. */
public final class FormatConversion {
    private FormatConversion() {}

    /** FPConvert as FPCR rounds. */
    public static long convert(
            FloatingPointFormat from, FloatingPointFormat to, long number, FloatingPointStatus status) {
        return convert(from, to, number, status.rounding(), status);
    }

    /** FPConvert, and FPConvertBF. Half precision is the alternative one if FPCR says so, and never flushed to zero. */
    public static long convert(
            FloatingPointFormat from,
            FloatingPointFormat to,
            long number,
            Rounding rounding,
            FloatingPointStatus status) {
        if (from == SINGLE && to == DOUBLE && SINGLE.isPlain(number)) {
            return Double.doubleToRawLongBits(Float.intBitsToFloat((int) number));
        }
        if (from == DOUBLE && to == SINGLE && rounding == Rounding.TIE_EVEN && status.isLikeHost()) {
            long single = Float.floatToRawIntBits((float) Double.longBitsToDouble(number)) & 0xFFFF_FFFFL;
            if (SINGLE.isPlain(single)) {
                return single;
            }
        }
        FloatingPointFormat half = status.halfToConvert();
        return convertBetween(from == HALF ? half : from, to == HALF ? half : to, number, rounding, status);
    }

    /** FPConvertSVE: FPConvert as FPCR rounds, but without an alternative half precision. */
    public static long convertStandard(
            FloatingPointFormat from, FloatingPointFormat to, long number, FloatingPointStatus status) {
        return from == HALF || to == HALF
                ? convertBetween(from, to, number, status.rounding(), status)
                : convert(from, to, number, status);
    }

    private static long convertBetween(
            FloatingPointFormat source,
            FloatingPointFormat target,
            long number,
            Rounding rounding,
            FloatingPointStatus status) {
        long a = isHalf(source) ? number : status.operand(source, number);
        boolean negative = source.isNegative(a);
        if (source.isNaN(a)) {
            return convertNaN(source, target, a, status);
        }
        if (source.isZero(a)) {
            return target.zero(negative);
        }
        if (source.isInfinite(a)) {
            return target == ALTERNATIVE_HALF
                    ? Significands.overflow(target, negative, rounding, status)
                    : target.infinity(negative);
        }
        boolean flush = !isHalf(target) && status.flushes(target);
        return Significands.round(target, negative, source.exponent(a), source.significand(a), rounding, flush, status);
    }

    private static boolean isHalf(FloatingPointFormat format) {
        return format == HALF || format == ALTERNATIVE_HALF;
    }

    private static long convertNaN(
            FloatingPointFormat source, FloatingPointFormat target, long nan, FloatingPointStatus status) {
        if (source.isSignalling(nan) || target == ALTERNATIVE_HALF) {
            status.raise(FloatingPointStatus.INVALID_OPERATION);
        }
        if (target == ALTERNATIVE_HALF) {
            return target.zero(source.isNegative(nan));
        }
        return status.usesDefaultNaN() ? target.defaultNaN() : withPayload(source, target, nan) | target.quietBit();
    }

    private static long withPayload(FloatingPointFormat source, FloatingPointFormat target, long nan) {
        long payload =
                source.fraction(nan) << (Long.SIZE - source.fractionBits()) >>> (Long.SIZE - target.fractionBits());
        return target.infinity(source.isNegative(nan)) | payload;
    }

    /** A half-precision operand in single precision, which takes the place of it: a signalling NaN stays one. */
    static long widenHalf(long number) {
        boolean negative = HALF.isNegative(number);
        if (HALF.isNaN(number) || HALF.isInfinite(number)) {
            return withPayload(HALF, SINGLE, number);
        }
        if (HALF.isZero(number)) {
            return SINGLE.zero(negative);
        }
        long fraction = HALF.significand(number) << 1 >>> (Long.SIZE - SINGLE.fractionBits());
        return SINGLE.zero(negative) | SINGLE.powerOfTwo(HALF.exponent(number)) | fraction;
    }
}

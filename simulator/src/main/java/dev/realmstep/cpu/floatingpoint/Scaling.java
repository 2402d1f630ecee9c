package dev.realmstep.cpu.floatingpoint;

/** FPScale and FPLogB of the Arm ARM: powers of two. */
public final class Scaling {
    /** Beyond the distance between any two numbers. */
    private static final int FAR = 1 << 14;

    private Scaling() {}

    /** FPScale: {@code number * 2}<sup>exponent</sup>. */
    public static long scale(FloatingPointFormat format, long number, long exponent, FloatingPointStatus status) {
        long a = status.operand(format, number);
        if (format.isNaN(a)) {
            return NaNs.process(format, a, status);
        }
        if (format.isZero(a) || format.isInfinite(a)) {
            return a;
        }
        int limited = Math.clamp(exponent, -FAR, FAR);
        return Significands.round(
                format, format.isNegative(a), format.exponent(a) + limited, format.significand(a), status);
    }

    /**
     * FPLogB: the exponent of a number as an integer.
     *
     * @return of zeroes and NaNs the least integer of the format's width, of infinities the greatest
     */
    public static long exponent(FloatingPointFormat format, long number, FloatingPointStatus status) {
        long a = status.operand(format, number);
        long most = format.signMask() - 1;
        if (format.isNaN(a) || format.isZero(a)) {
            status.raise(FloatingPointStatus.INVALID_OPERATION);
            return format.signMask();
        }
        return format.isInfinite(a) ? most : format.exponent(a);
    }
}

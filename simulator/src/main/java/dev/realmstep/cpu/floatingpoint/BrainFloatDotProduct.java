package dev.realmstep.cpu.floatingpoint;

/**
 * BFDotAdd of the Arm ARM without FEAT_EBF16: BFloat16 products summed in single precision, rounded to odd, with denormal numbers
 * taken as zero and no flag raised, whatever FPCR says.
 */
public final class BrainFloatDotProduct {
    private static final int BRAIN_SHIFT = 16;
    private static final int DISCARDED_BITS = 29;
    private static final long DISCARDED = (1L << DISCARDED_BITS) - 1;

    private BrainFloatDotProduct() {}

    /**
     * The sum of a single-precision number and two products.
     *
     * @param first two BFloat16 numbers
     * @param second the two that they are multiplied with
     */
    public static int add(int addend, int first, int second) {
        float products = sum(
                product(first << BRAIN_SHIFT, second << BRAIN_SHIFT),
                product(first & -1 << BRAIN_SHIFT, second & -1 << BRAIN_SHIFT));
        return bits(sum(flushed(Float.intBitsToFloat(addend)), products));
    }

    /** BFMul: exact, as two times 8 bits fit; what is too large is infinite. */
    private static float product(int first, int second) {
        return flushed(flushed(Float.intBitsToFloat(first)) * flushed(Float.intBitsToFloat(second)));
    }

    /** BFAdd. */
    private static float sum(float first, float second) {
        double a = first;
        double b = second;
        double sum = a + b;
        // What the rounding of the sum lost, exactly (the two-sum of Knuth).
        double inSum = sum - a;
        double lost = (a - (sum - inSum)) + (b - inSum);
        long bits = Double.doubleToRawLongBits(sum);
        if (lost != 0 && !Double.isNaN(lost)) {
            boolean tooLarge = lost > 0 != sum > 0;
            bits = (tooLarge ? bits - 1 : bits) | 1;
        }
        boolean inexact = (bits & DISCARDED) != 0;
        double kept = Double.longBitsToDouble(inexact ? (bits & ~DISCARDED) | 1L << DISCARDED_BITS : bits);
        return flushed((float) kept);
    }

    private static float flushed(float number) {
        return Math.abs(number) < Float.MIN_NORMAL ? Math.copySign(0, number) : number;
    }

    private static int bits(float number) {
        // The one pattern that Java gives for all NaNs is the default NaN.
        return Float.floatToIntBits(number);
    }
}

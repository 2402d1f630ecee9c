package dev.realmstep.cpu.floatingpoint;

/** FPCompare, FPCompareEQ, FPCompareGE, FPCompareGT, and FPMax, FPMin, FPMaxNum, FPMinNum of the Arm ARM. */
public final class FloatingPointComparison {
    private static final int LESS = 0b1000;
    private static final int EQUAL = 0b0110;
    private static final int GREATER = 0b0010;
    private static final int UNORDERED = 0b0011;

    private FloatingPointComparison() {}

    /**
     * FPCompare.
     *
     * @param signalling whether a quiet NaN is invalid, too
     * @return N, Z, C and V
     */
    public static int compare(
            FloatingPointFormat format, long first, long second, boolean signalling, FloatingPointStatus status) {
        long a = status.operand(format, first);
        long b = status.operand(format, second);
        if (areUnordered(format, a, b, signalling, status)) {
            return UNORDERED;
        }
        int order = Long.compare(rank(format, a), rank(format, b));
        if (order == 0) {
            return EQUAL;
        }
        return order < 0 ? LESS : GREATER;
    }

    /** FPCompareEQ. */
    public static boolean isEqual(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        long a = status.operand(format, first);
        long b = status.operand(format, second);
        return !areUnordered(format, a, b, false, status) && rank(format, a) == rank(format, b);
    }

    /** FPCompareGE. */
    public static boolean isGreaterOrEqual(
            FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        long a = status.operand(format, first);
        long b = status.operand(format, second);
        return !areUnordered(format, a, b, true, status) && rank(format, a) >= rank(format, b);
    }

    /** FPCompareGT. */
    public static boolean isGreater(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        long a = status.operand(format, first);
        long b = status.operand(format, second);
        return !areUnordered(format, a, b, true, status) && rank(format, a) > rank(format, b);
    }

    private static boolean areUnordered(
            FloatingPointFormat format, long a, long b, boolean signalling, FloatingPointStatus status) {
        if (!format.isNaN(a) && !format.isNaN(b)) {
            return false;
        }
        if (signalling || isSignallingNaN(format, a) || isSignallingNaN(format, b)) {
            status.raise(FloatingPointStatus.INVALID_OPERATION);
        }
        return true;
    }

    private static boolean isSignallingNaN(FloatingPointFormat format, long number) {
        return format.isNaN(number) && format.isSignalling(number);
    }

    /** A number that is ordered as the operand is, with both zeros the same. */
    private static long rank(FloatingPointFormat format, long number) {
        long magnitude = format.absolute(number);
        return format.isNegative(number) ? -magnitude : magnitude;
    }

    /** FPMax. */
    public static long maximum(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        long a = status.operand(format, first);
        long b = status.operand(format, second);
        if (format.isNaN(a) || format.isNaN(b)) {
            return NaNs.process(format, a, b, status);
        }
        if (format.isZero(a) && format.isZero(b)) {
            return a & b;
        }
        return rank(format, a) > rank(format, b) ? a : b;
    }

    /** FPMin. */
    public static long minimum(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        long a = status.operand(format, first);
        long b = status.operand(format, second);
        if (format.isNaN(a) || format.isNaN(b)) {
            return NaNs.process(format, a, b, status);
        }
        if (format.isZero(a) && format.isZero(b)) {
            return a | b;
        }
        return rank(format, a) < rank(format, b) ? a : b;
    }

    /** FPMaxNum: a quiet NaN beside a number does not count. */
    public static long maximumNumber(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        long least = format.infinity(true);
        return maximum(format, numberOr(format, first, second, least), numberOr(format, second, first, least), status);
    }

    /** FPMinNum: a quiet NaN beside a number does not count. */
    public static long minimumNumber(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        long greatest = format.infinity(false);
        return minimum(
                format, numberOr(format, first, second, greatest), numberOr(format, second, first, greatest), status);
    }

    /** An operand, or what stands for it if it is a quiet NaN and the other one is a number. */
    private static long numberOr(FloatingPointFormat format, long operand, long other, long otherwise) {
        boolean isQuietNaN = format.isNaN(operand) && !format.isSignalling(operand);
        return isQuietNaN && !format.isNaN(other) ? otherwise : operand;
    }
}

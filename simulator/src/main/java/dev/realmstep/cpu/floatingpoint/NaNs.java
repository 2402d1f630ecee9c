package dev.realmstep.cpu.floatingpoint;

/** What becomes of operands that are not numbers (FPProcessNaN, FPProcessNaNs, FPProcessNaNs3). */
final class NaNs {
    private NaNs() {}

    /** The result of an operation on a NaN. */
    static long process(FloatingPointFormat format, long nan, FloatingPointStatus status) {
        if (format.isSignalling(nan)) {
            status.raise(FloatingPointStatus.INVALID_OPERATION);
        }
        return status.usesDefaultNaN() ? format.defaultNaN() : nan | format.quietBit();
    }

    /** The result of an operation on two operands, one of which is a NaN at least: the first signalling one goes before quiet ones. */
    static long process(FloatingPointFormat format, long first, long second, FloatingPointStatus status) {
        return process(format, preferred(format, first, second), status);
    }

    /** The same for three operands. */
    static long process(FloatingPointFormat format, long first, long second, long third, FloatingPointStatus status) {
        return process(format, preferred(format, preferred(format, first, second), third), status);
    }

    private static long preferred(FloatingPointFormat format, long first, long second) {
        if (!format.isNaN(first)) {
            return second;
        }
        boolean secondGoesFirst = !format.isSignalling(first) && format.isNaN(second) && format.isSignalling(second);
        return secondGoesFirst ? second : first;
    }
}

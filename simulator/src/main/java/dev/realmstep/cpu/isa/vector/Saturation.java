package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;

/** Arithmetic that keeps to the range of its elements and sets FPSR.QC where that changes a result (Arm ARM, SatQ). */
final class Saturation {
    private Saturation() {}

    /** A value brought into the range of a signed element. */
    static long signed(ProcessingElement element, long value, int size) {
        int unused = Long.SIZE - Lanes.bits(size);
        if (value << unused >> unused == value) {
            return value;
        }
        return signedLimit(element, value, size);
    }

    /** The end of the range of a signed element on the side of a value that is beyond it. */
    static long signedLimit(ProcessingElement element, long value, int size) {
        element.setCumulativeSaturation();
        return value < 0 ? -1L << (Lanes.bits(size) - 1) : Lanes.lowest(size) >>> 1;
    }

    /** The largest value of an unsigned element, for one that is beyond it. */
    static long unsignedLimit(ProcessingElement element, int size) {
        element.setCumulativeSaturation();
        return Lanes.lowest(size);
    }

    /** A signed value brought into the range of an unsigned element. */
    static long unsigned(ProcessingElement element, long value, int size) {
        if (value >= 0 && (value & ~Lanes.lowest(size)) == 0) {
            return value;
        }
        element.setCumulativeSaturation();
        return value < 0 ? 0 : Lanes.lowest(size);
    }

    /** An unsigned value of 64 bits brought into the range of an unsigned element. */
    static long unsignedFromUnsigned(ProcessingElement element, long value, int size) {
        return (value & ~Lanes.lowest(size)) == 0 ? value : unsignedLimit(element, size);
    }

    static long addSigned(ProcessingElement element, int size, long n, long m) {
        long sum = Lanes.add(n, m, size);
        return limited(element, size, n, sum, (n ^ sum) & (m ^ sum));
    }

    static long subtractSigned(ProcessingElement element, int size, long n, long m) {
        long difference = Lanes.subtract(n, m, size);
        return limited(element, size, n, difference, (n ^ m) & (n ^ difference));
    }

    /** The wrapped results, but the end of the range on n's side where the highest bit of overflow is set. */
    private static long limited(ProcessingElement element, int size, long n, long wrapped, long overflow) {
        if ((overflow & Lanes.signs(size)) == 0) {
            return wrapped;
        }
        element.setCumulativeSaturation();
        long end = ~Lanes.signs(size) ^ Lanes.spreadSigns(n, size);
        return Lanes.select(Lanes.spreadSigns(overflow, size), end, wrapped);
    }

    static long addUnsigned(ProcessingElement element, int size, long n, long m) {
        long sum = Lanes.add(n, m, size);
        long overflow = Lanes.unsignedGreater(n, sum, size);
        if (overflow != 0) {
            element.setCumulativeSaturation();
        }
        return sum | overflow;
    }

    static long subtractUnsigned(ProcessingElement element, int size, long n, long m) {
        long overflow = Lanes.unsignedGreater(m, n, size);
        if (overflow != 0) {
            element.setCumulativeSaturation();
        }
        return Lanes.subtract(n, m, size) & ~overflow;
    }

    /** SUQADD: adds unsigned elements of n to signed ones of d. */
    static long addUnsignedToSigned(ProcessingElement element, int size, long n, long d) {
        long sum = Lanes.add(n, d, size);
        // Seen from halfway down the range, d is unsigned and the sum too large when it wraps.
        long signs = Lanes.signs(size);
        long overflow = Lanes.unsignedGreater(d ^ signs, sum ^ signs, size);
        if (overflow == 0) {
            return sum;
        }
        element.setCumulativeSaturation();
        return Lanes.select(overflow, ~signs, sum);
    }

    /** USQADD: adds signed elements of n to unsigned ones of d. */
    static long addSignedToUnsigned(ProcessingElement element, int size, long n, long d) {
        long sum = Lanes.add(n, d, size);
        long negative = Lanes.spreadSigns(n, size);
        long tooLarge = ~negative & Lanes.unsignedGreater(d, sum, size);
        long tooSmall = negative & Lanes.unsignedGreater(sum, d, size);
        if ((tooLarge | tooSmall) != 0) {
            element.setCumulativeSaturation();
        }
        return (sum | tooLarge) & ~tooSmall;
    }

    static long negate(ProcessingElement element, int size, long n) {
        return subtractSigned(element, size, 0, n);
    }

    static long absolute(ProcessingElement element, int size, long n) {
        return Lanes.select(Lanes.spreadSigns(n, size), negate(element, size, n & Lanes.spreadSigns(n, size)), n);
    }
}

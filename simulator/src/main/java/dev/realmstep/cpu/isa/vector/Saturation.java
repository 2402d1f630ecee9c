package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.CumulativeSaturation;

/** Arithmetic that keeps to the range of its elements and sets FPSR.QC where that changes a result (Arm ARM, SatQ). */
public final class Saturation {
    private Saturation() {}

    /** A value brought into the range of a signed element. */
    public static long signed(CumulativeSaturation flag, long value, int size) {
        int unused = Long.SIZE - Lanes.bits(size);
        if (value << unused >> unused == value) {
            return value;
        }
        return signedLimit(flag, value, size);
    }

    /** The end of the range of a signed element on the side of a value that is beyond it. */
    public static long signedLimit(CumulativeSaturation flag, long value, int size) {
        flag.setCumulativeSaturation();
        return value < 0 ? -1L << (Lanes.bits(size) - 1) : Lanes.lowest(size) >>> 1;
    }

    /** The largest value of an unsigned element, for one that is beyond it. */
    public static long unsignedLimit(CumulativeSaturation flag, int size) {
        flag.setCumulativeSaturation();
        return Lanes.lowest(size);
    }

    /** A signed value brought into the range of an unsigned element. */
    public static long unsigned(CumulativeSaturation flag, long value, int size) {
        if (value >= 0 && (value & ~Lanes.lowest(size)) == 0) {
            return value;
        }
        flag.setCumulativeSaturation();
        return value < 0 ? 0 : Lanes.lowest(size);
    }

    /** An unsigned value of 64 bits brought into the range of an unsigned element. */
    public static long unsignedFromUnsigned(CumulativeSaturation flag, long value, int size) {
        return (value & ~Lanes.lowest(size)) == 0 ? value : unsignedLimit(flag, size);
    }

    public static long addSigned(CumulativeSaturation flag, int size, long n, long m) {
        long sum = Lanes.add(n, m, size);
        return limited(flag, size, n, sum, (n ^ sum) & (m ^ sum));
    }

    public static long subtractSigned(CumulativeSaturation flag, int size, long n, long m) {
        long difference = Lanes.subtract(n, m, size);
        return limited(flag, size, n, difference, (n ^ m) & (n ^ difference));
    }

    /** The wrapped results, but the end of the range on n's side where the highest bit of overflow is set. */
    private static long limited(CumulativeSaturation flag, int size, long n, long wrapped, long overflow) {
        if ((overflow & Lanes.signs(size)) == 0) {
            return wrapped;
        }
        flag.setCumulativeSaturation();
        long end = ~Lanes.signs(size) ^ Lanes.spreadSigns(n, size);
        return Lanes.select(Lanes.spreadSigns(overflow, size), end, wrapped);
    }

    public static long addUnsigned(CumulativeSaturation flag, int size, long n, long m) {
        long sum = Lanes.add(n, m, size);
        long overflow = Lanes.unsignedGreater(n, sum, size);
        if (overflow != 0) {
            flag.setCumulativeSaturation();
        }
        return sum | overflow;
    }

    public static long subtractUnsigned(CumulativeSaturation flag, int size, long n, long m) {
        long overflow = Lanes.unsignedGreater(m, n, size);
        if (overflow != 0) {
            flag.setCumulativeSaturation();
        }
        return Lanes.subtract(n, m, size) & ~overflow;
    }

    /** SUQADD: adds unsigned elements of n to signed ones of d. */
    public static long addUnsignedToSigned(CumulativeSaturation flag, int size, long n, long d) {
        long sum = Lanes.add(n, d, size);
        // Seen from halfway down the range, d is unsigned and the sum too large when it wraps.
        long signs = Lanes.signs(size);
        long overflow = Lanes.unsignedGreater(d ^ signs, sum ^ signs, size);
        if (overflow == 0) {
            return sum;
        }
        flag.setCumulativeSaturation();
        return Lanes.select(overflow, ~signs, sum);
    }

    /** USQADD: adds signed elements of n to unsigned ones of d. */
    public static long addSignedToUnsigned(CumulativeSaturation flag, int size, long n, long d) {
        long sum = Lanes.add(n, d, size);
        long negative = Lanes.spreadSigns(n, size);
        long tooLarge = ~negative & Lanes.unsignedGreater(d, sum, size);
        long tooSmall = negative & Lanes.unsignedGreater(sum, d, size);
        if ((tooLarge | tooSmall) != 0) {
            flag.setCumulativeSaturation();
        }
        return (sum | tooLarge) & ~tooSmall;
    }

    public static long negate(CumulativeSaturation flag, int size, long n) {
        return subtractSigned(flag, size, 0, n);
    }

    public static long absolute(CumulativeSaturation flag, int size, long n) {
        return Lanes.select(Lanes.spreadSigns(n, size), negate(flag, size, n & Lanes.spreadSigns(n, size)), n);
    }
}

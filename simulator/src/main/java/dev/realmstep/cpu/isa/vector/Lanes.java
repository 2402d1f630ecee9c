package dev.realmstep.cpu.isa.vector;

/**
 * Arithmetic on the elements of 64 bits at once, without carries between them.
 *
 * <p>A size is the logarithm of an element's bytes, 0 to 3. A mask has elements of ones and of zeroes.
 */
public final class Lanes {
    private static final long[] LOWEST_BITS = {0x0101_0101_0101_0101L, 0x0001_0001_0001_0001L, 0x0000_0001_0000_0001L, 1
    };

    private Lanes() {}

    public static int bits(int size) {
        return 8 << size;
    }

    /** A one in each element. */
    public static long ones(int size) {
        return LOWEST_BITS[size];
    }

    /** The highest bit of each element. */
    public static long signs(int size) {
        return LOWEST_BITS[size] << (bits(size) - 1);
    }

    /** Ones in the lowest element. */
    public static long lowest(int size) {
        return -1L >>> (Long.SIZE - bits(size));
    }

    /** The low bits of a value in each element. */
    public static long replicate(long value, int size) {
        return (value & lowest(size)) * LOWEST_BITS[size];
    }

    public static long add(long n, long m, int size) {
        long signs = signs(size);
        return ((n & ~signs) + (m & ~signs)) ^ ((n ^ m) & signs);
    }

    public static long subtract(long n, long m, int size) {
        long signs = signs(size);
        return ((n | signs) - (m & ~signs)) ^ (~(n ^ m) & signs);
    }

    public static long negate(long n, int size) {
        return subtract(0, n, size);
    }

    public static long multiply(long n, long m, int size) {
        if (size == 3) {
            return n * m;
        }
        long mask = lowest(size);
        long product = 0;
        for (int bit = 0; bit < Long.SIZE; bit += bits(size)) {
            product |= (((n >>> bit) * (m >>> bit)) & mask) << bit;
        }
        return product;
    }

    /** The mask of the elements whose highest bit is set. */
    public static long spreadSigns(long n, int size) {
        long signs = n & signs(size);
        return (signs << 1) - (signs >>> (bits(size) - 1));
    }

    public static long equal(long n, long m, int size) {
        long signs = signs(size);
        long different = n ^ m;
        return spreadSigns(~(((different & ~signs) + ~signs) | different), size);
    }

    public static long unsignedGreaterOrEqual(long n, long m, int size) {
        long signs = signs(size);
        long lowerBits = (n | signs) - (m & ~signs);
        return spreadSigns((n & ~m) | (~(n ^ m) & lowerBits), size);
    }

    public static long unsignedGreater(long n, long m, int size) {
        return ~unsignedGreaterOrEqual(m, n, size);
    }

    public static long signedGreaterOrEqual(long n, long m, int size) {
        long signs = signs(size);
        return unsignedGreaterOrEqual(n ^ signs, m ^ signs, size);
    }

    public static long signedGreater(long n, long m, int size) {
        return ~signedGreaterOrEqual(m, n, size);
    }

    public static long test(long n, long m, int size) {
        return ~equal(n & m, 0, size);
    }

    /** Bits of the first value where the mask is set, of the second elsewhere. */
    public static long select(long mask, long where, long elsewhere) {
        return (where & mask) | (elsewhere & ~mask);
    }

    public static long signedMaximum(long n, long m, int size) {
        return select(signedGreater(n, m, size), n, m);
    }

    public static long signedMinimum(long n, long m, int size) {
        return select(signedGreater(n, m, size), m, n);
    }

    public static long unsignedMaximum(long n, long m, int size) {
        return select(unsignedGreater(n, m, size), n, m);
    }

    public static long unsignedMinimum(long n, long m, int size) {
        return select(unsignedGreater(n, m, size), m, n);
    }

    public static long signedDifference(long n, long m, int size) {
        return select(signedGreater(n, m, size), subtract(n, m, size), subtract(m, n, size));
    }

    public static long unsignedDifference(long n, long m, int size) {
        return select(unsignedGreater(n, m, size), subtract(n, m, size), subtract(m, n, size));
    }

    public static long absolute(long n, int size) {
        return select(spreadSigns(n, size), negate(n, size), n);
    }

    /** Half the sum, rounded down; the sum itself may not fit. */
    public static long unsignedHalvingAdd(long n, long m, int size) {
        return (n & m) + halve(n ^ m, size);
    }

    /** Half the sum, rounded up. */
    public static long unsignedRoundingHalvingAdd(long n, long m, int size) {
        return (n | m) - halve(n ^ m, size);
    }

    /** Half the difference, rounded down: signed, and as many bits as fit. */
    public static long unsignedHalvingSubtract(long n, long m, int size) {
        return subtract(halve(n ^ m, size), ~n & m, size);
    }

    public static long signedHalvingAdd(long n, long m, int size) {
        long signs = signs(size);
        return unsignedHalvingAdd(n ^ signs, m ^ signs, size) ^ signs;
    }

    public static long signedRoundingHalvingAdd(long n, long m, int size) {
        long signs = signs(size);
        return unsignedRoundingHalvingAdd(n ^ signs, m ^ signs, size) ^ signs;
    }

    public static long signedHalvingSubtract(long n, long m, int size) {
        long signs = signs(size);
        return unsignedHalvingSubtract(n ^ signs, m ^ signs, size);
    }

    private static long halve(long n, int size) {
        return n >>> 1 & ~signs(size);
    }

    /** The elements with even numbers of 128 bits, which are also the low halves of elements of twice the size. */
    public static long evens(long low, long high, int size) {
        return size == 3 ? low : gather(low, size) | gather(high, size) << 32;
    }

    /** The elements with odd numbers of 128 bits. */
    public static long odds(long low, long high, int size) {
        return size == 3 ? high : evens(low >>> bits(size), high >>> bits(size), size);
    }

    /** The low halves of the elements of twice a size, side by side in 32 bits. */
    private static long gather(long n, int size) {
        long gathered = n;
        for (int step = size; step < 2; step++) {
            gathered &= lowHalves(step);
            gathered |= gathered >>> bits(step);
        }
        return gathered & 0xFFFF_FFFFL;
    }

    /** The low half of each element of twice a size. */
    private static long lowHalves(int size) {
        return LOWEST_BITS[size + 1] * lowest(size);
    }

    /** TRN1: the even elements of n, each with the even element of m above it. */
    public static long transposeFirst(long n, long m, int size) {
        long mask = lowHalves(size);
        return (n & mask) | (m & mask) << bits(size);
    }

    /** TRN2: the same of the odd elements. */
    public static long transposeSecond(long n, long m, int size) {
        return transposeFirst(n >>> bits(size), m >>> bits(size), size);
    }

    /** ZIP: the elements of the low 32 bits of n, each with that of m above it. */
    public static long interleave(long n, long m, int size) {
        return extendUnsigned(n, size) | extendUnsigned(m, size) << bits(size);
    }

    /** The sums of neighbours, in elements of twice the size. */
    public static long unsignedPairSums(long n, int size) {
        long mask = lowHalves(size);
        return (n & mask) + (n >>> bits(size) & mask);
    }

    public static long signedPairSums(long n, int size) {
        // Both neighbours raised by half the range, which makes them unsigned, are together too large by all of it.
        return subtract(unsignedPairSums(n ^ signs(size), size), ones(size + 1) << bits(size), size + 1);
    }

    /** The elements of the low 32 bits, zero-extended to twice their size. */
    public static long extendUnsigned(long n, int size) {
        long extended = n & 0xFFFF_FFFFL;
        for (int step = 1; step >= size; step--) {
            extended = (extended | (extended << bits(step))) & lowHalves(step);
        }
        return extended;
    }

    /** The elements of the low 32 bits, sign-extended to twice their size. */
    public static long extendSigned(long n, int size) {
        long extended = extendUnsigned(n, size);
        long signs = extended & (LOWEST_BITS[size + 1] << (bits(size) - 1));
        return extended | (signs << 1) * lowest(size);
    }

    /** The element whose lowest bit is given, zero-extended. */
    public static long unsigned(long n, int bit, int size) {
        return n >>> bit & lowest(size);
    }

    /** The element whose lowest bit is given, sign-extended. */
    public static long signed(long n, int bit, int size) {
        return n << (Long.SIZE - bits(size) - bit) >> (Long.SIZE - bits(size));
    }

    /** Puts the low bits of a value where an element goes of a half that has zero there. */
    public static long place(long value, int bit, int size) {
        return (value & lowest(size)) << bit;
    }
}

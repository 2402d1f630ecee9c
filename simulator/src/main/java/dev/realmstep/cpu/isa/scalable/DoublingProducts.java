package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.math.BigInteger;

/** The high halves of twice products of signed elements, of any size, kept to the range (Arm ARM, SQDMULH, SQRDMLAH and their kin). */
final class DoublingProducts {
    private DoublingProducts() {}

    static LaneOperation high(boolean rounds) {
        return (flag, size, n, m, d) -> each(size, n, m, 0, (a, b, _) -> high(a, b, 0, size, rounds));
    }

    /** With the destination added before rounding, or the product subtracted from it. */
    static LaneOperation accumulate(boolean subtract) {
        return (flag, size, n, m, d) -> each(size, n, m, d, (a, b, sum) -> accumulate(sum, a, b, size, subtract));
    }

    /** The same of one element. */
    static long accumulate(long sum, long n, long m, int size, boolean subtract) {
        if (size == 3) {
            return wideHigh(n, m, sum, true, subtract);
        }
        return high(subtract ? -n : n, m, sum, size, true);
    }

    @FunctionalInterface
    private interface Product {
        long of(long n, long m, long d);
    }

    private static long each(int size, long n, long m, long d, Product product) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            long value = product.of(Lanes.signed(n, bit, size), Lanes.signed(m, bit, size), Lanes.signed(d, bit, size));
            result |= Lanes.place(value, bit, size);
        }
        return result;
    }

    /** Computed without the doubling, which keeps the sum of shorter elements within 64 bits: every term is halved. */
    private static long high(long n, long m, long addend, int size, boolean rounds) {
        if (size == 3) {
            return wideHigh(n, m, addend, rounds, false);
        }
        int bits = Lanes.bits(size);
        long half = n * m + (addend << (bits - 1)) + (rounds ? 1L << (bits - 2) : 0);
        long most = Lanes.lowest(size) >>> 1;
        return Math.clamp(half >> (bits - 1), ~most, most);
    }

    private static long wideHigh(long n, long m, long addend, boolean rounds, boolean subtract) {
        BigInteger product = BigInteger.valueOf(n).multiply(BigInteger.valueOf(m));
        BigInteger sum = BigInteger.valueOf(addend).shiftLeft(Long.SIZE - 1).add(subtract ? product.negate() : product);
        BigInteger rounded = rounds ? sum.add(BigInteger.ONE.shiftLeft(Long.SIZE - 2)) : sum;
        BigInteger high = rounded.shiftRight(Long.SIZE - 1);
        if (high.bitLength() < Long.SIZE) {
            return high.longValue();
        }
        return high.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}

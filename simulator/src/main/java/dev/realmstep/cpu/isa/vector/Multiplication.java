package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.CumulativeSaturation;

/** Products of elements that are more than {@link Lanes#multiply}: doubled, rounded, saturated, of polynomials. */
public final class Multiplication {
    private Multiplication() {}

    /** SQDMULH and SQRDMULH: the high half of twice the product, for elements of 16 and 32 bits. */
    public static long doublingHigh(CumulativeSaturation flag, int size, long n, long m, boolean round) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            long high = doublingHigh(Lanes.signed(n, bit, size), Lanes.signed(m, bit, size), 0, size, round);
            result |= Lanes.place(Saturation.signed(flag, high, size), bit, size);
        }
        return result;
    }

    /** SQRDMLAH and SQRDMLSH: with the destination added before rounding. */
    public static long doublingHighAccumulate(
            CumulativeSaturation flag, int size, long n, long m, long d, boolean subtract) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            long factor = Lanes.signed(n, bit, size);
            long high = doublingHigh(
                    subtract ? -factor : factor, Lanes.signed(m, bit, size), Lanes.signed(d, bit, size), size, true);
            result |= Lanes.place(Saturation.signed(flag, high, size), bit, size);
        }
        return result;
    }

    /** Computed without the doubling, which keeps the intermediate sum within 64 bits: every term is halved. */
    private static long doublingHigh(long n, long m, long addend, int size, boolean round) {
        int bits = Lanes.bits(size);
        long half = n * m + (addend << (bits - 1)) + (round ? 1L << (bits - 2) : 0);
        return half >> (bits - 1);
    }

    /** SQDMULL: twice the products of sign-extended elements, which do not fit for the least times itself. */
    public static long doubling(CumulativeSaturation flag, int wideSize, long n, long m) {
        long product = Lanes.multiply(n, m, wideSize);
        return Saturation.addSigned(flag, wideSize, product, product);
    }

    /** PMUL: products without carries, as many bits as fit. */
    public static long polynomial(long n, long m, int size) {
        long product = 0;
        for (int bit = 0; bit < Lanes.bits(size); bit++) {
            // The bit of each element of m, as a mask of the element.
            long chosen = Lanes.spreadSigns(m << (Lanes.bits(size) - 1 - bit), size);
            product ^= shiftLeft(n, bit, size) & chosen;
        }
        return product;
    }

    private static long shiftLeft(long n, int amount, int size) {
        long kept = Lanes.replicate(Lanes.lowest(size) >>> amount, size);
        return (n & kept) << amount;
    }

    /** The low half of the product without carries of two 64-bit polynomials. */
    public static long polynomialLow(long n, long m) {
        long product = 0;
        for (long rest = m; rest != 0; rest &= rest - 1) {
            product ^= n << Long.numberOfTrailingZeros(rest);
        }
        return product;
    }

    /** The high half of that product. */
    public static long polynomialHigh(long n, long m) {
        // Reversed, the high half is the low half of a product that is one place short.
        return Long.reverse(polynomialLow(Long.reverse(n), Long.reverse(m))) >>> 1;
    }

    /** SDOT, UDOT, USDOT: sums of four products of bytes, added to the elements of 32 bits. */
    public static long dot(long n, long m, long d, boolean signedN, boolean signedM) {
        long low = dotWord(n, m, d, signedN, signedM);
        long high = dotWord(n >>> 32, m >>> 32, d >>> 32, signedN, signedM);
        return (low & 0xFFFF_FFFFL) | (high << 32);
    }

    private static long dotWord(long n, long m, long sum, boolean signedN, boolean signedM) {
        long result = sum;
        for (int bit = 0; bit < Integer.SIZE; bit += Byte.SIZE) {
            result += extend(n, bit, signedN) * extend(m, bit, signedM);
        }
        return result;
    }

    /** SMMLA and its kin: the sum of eight products of bytes. */
    public static long dotDoubleword(long n, long m, boolean signedN, boolean signedM) {
        return dotWord(n, m, dotWord(n >>> 32, m >>> 32, 0, signedN, signedM), signedN, signedM);
    }

    private static long extend(long n, int bit, boolean signed) {
        return signed ? (byte) (n >>> bit) : n >>> bit & 0xFF;
    }
}

package dev.realmstep.cpu.isa.vector;

/** Operations on the bits and the order of elements. */
public final class ElementBits {
    private ElementBits() {}

    /** REV16, REV32 and REV64: reverses the elements of a size in each element of a larger one. */
    public static long reverse(long n, int size, int within) {
        long reversed = n;
        for (int step = size; step < within; step++) {
            reversed = Lanes.transposeFirst(reversed >>> Lanes.bits(step), reversed, step);
        }
        return reversed;
    }

    /** RBIT: reverses the bits of each byte. */
    public static long reverseInBytes(long n) {
        return Long.reverseBytes(Long.reverse(n));
    }

    /** CNT: the bits that are set in each byte. */
    public static long countOnes(long n) {
        long pairs = n - (n >>> 1 & 0x5555_5555_5555_5555L);
        long nibbles = (pairs & 0x3333_3333_3333_3333L) + (pairs >>> 2 & 0x3333_3333_3333_3333L);
        return nibbles + (nibbles >>> 4) & 0x0F0F_0F0F_0F0F_0F0FL;
    }

    /** CLZ. */
    public static long countLeadingZeroes(long n, int size) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            long value = Lanes.unsigned(n, bit, size);
            result |= Lanes.place(Long.numberOfLeadingZeros(value) - unused(size), bit, size);
        }
        return result;
    }

    /** CLS: the bits after the highest that equal it. */
    public static long countLeadingSigns(long n, int size) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            long value = Lanes.signed(n, bit, size);
            long magnitude = value < 0 ? ~value : value;
            result |= Lanes.place(Long.numberOfLeadingZeros(magnitude) - unused(size) - 1L, bit, size);
        }
        return result;
    }

    private static int unused(int size) {
        return Long.SIZE - Lanes.bits(size);
    }
}

package dev.realmstep.cpu.isa;

/** The bitmask immediates of the logical instructions (Arm ARM, DecodeBitMasks). */
public final class BitMasks {
    private static final int ENCODINGS = 1 << 13;
    private static final long[] IMMEDIATES = immediates();

    private BitMasks() {}

    private static long[] immediates() {
        long[] table = new long[ENCODINGS];
        for (int encoded = 0; encoded < ENCODINGS; encoded++) {
            int n = encoded >>> 12;
            int immr = encoded >>> 6 & 0x3F;
            int imms = encoded & 0x3F;
            table[encoded] = isReserved(n, imms) ? 0 : decode(n, immr, imms);
        }
        return table;
    }

    /** Whether N and imms encode no mask: no element size, or an element of ones only. */
    public static boolean isReserved(int n, int imms) {
        int sizeBits = n << 6 | (~imms & 0x3F);
        if (sizeBits < 2) {
            return true;
        }
        int levels = Integer.highestOneBit(sizeBits) - 1;
        return (imms & levels) == levels;
    }

    /** The 64-bit mask: a run of imms + 1 ones, rotated right by immr in an element, repeated over the register. */
    public static long decode(int n, int immr, int imms) {
        int size = Integer.highestOneBit(n << 6 | (~imms & 0x3F));
        int ones = (imms & (size - 1)) + 1;
        int rotation = immr & (size - 1);
        long element = (1L << ones) - 1;
        long mask = size == Long.SIZE ? -1 : (1L << size) - 1;
        long rotated = rotation == 0 ? element : (element >>> rotation | element << (size - rotation)) & mask;
        for (int width = size; width < Long.SIZE; width *= 2) {
            rotated |= rotated << width;
        }
        return rotated;
    }

    /** The immediate of a logical instruction, from its N:immr:imms in bits [22:10]. */
    public static long logicalImmediate(int word) {
        return IMMEDIATES[word >>> 10 & (ENCODINGS - 1)];
    }
}

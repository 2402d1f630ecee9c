package dev.realmstep.cpu.isa.base;

/** The cyclic redundancy checks of CRC32 and CRC32C instructions. */
public final class Checksums {
    // The polynomials 0x04C11DB7 and 0x1EDC6F41, bits reversed since the sums are taken least significant bit first.
    private static final int CRC32 = 0xEDB8_8320;
    private static final int CRC32C = 0x82F6_3B78;

    private Checksums() {}

    /** The checksum after some more bytes: the low 1, 2, 4 or 8 of a value. */
    public static int crc32(int accumulator, long value, int bytes) {
        return divide(accumulator, value, bytes, CRC32);
    }

    /** As {@link #crc32}, by Castagnoli's polynomial. */
    public static int crc32c(int accumulator, long value, int bytes) {
        return divide(accumulator, value, bytes, CRC32C);
    }

    private static int divide(int accumulator, long value, int bytes, int polynomial) {
        int remainder = accumulator;
        for (int i = 0; i < bytes; i++) {
            remainder ^= (int) (value >>> (8 * i)) & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                remainder = (remainder >>> 1) ^ ((remainder & 1) * polynomial);
            }
        }
        return remainder;
    }
}

package dev.realmstep.debuginfo.value;

/** Ranges of bits in little-endian byte arrays: bit {@code n} is bit {@code n % 8} of byte {@code n / 8}. */
final class Bits {
    private Bits() {}

    /** How many bytes hold a number of bits. */
    static int bytes(long bits) {
        return (int) ((bits + Byte.SIZE - 1) / Byte.SIZE);
    }

    static byte[] extract(byte[] from, long offset, long count) {
        byte[] bits = new byte[bytes(count)];
        copy(from, offset, bits, 0, count);
        return bits;
    }

    static void copy(byte[] from, long fromOffset, byte[] to, long toOffset, long count) {
        if ((fromOffset | toOffset | count) % Byte.SIZE == 0) {
            System.arraycopy(from, bytes(fromOffset), to, bytes(toOffset), bytes(count));
            return;
        }
        for (long i = 0; i < count; i++) {
            set(to, toOffset + i, get(from, fromOffset + i));
        }
    }

    private static boolean get(byte[] bytes, long bit) {
        return (bytes[(int) (bit / Byte.SIZE)] >> (bit % Byte.SIZE) & 1) != 0;
    }

    private static void set(byte[] bytes, long bit, boolean value) {
        int mask = 1 << (bit % Byte.SIZE);
        int index = (int) (bit / Byte.SIZE);
        bytes[index] = (byte) (value ? bytes[index] | mask : bytes[index] & ~mask);
    }

    /** The low 64 bits as an unsigned number. */
    static long toLong(byte[] bytes) {
        long value = 0;
        for (int i = Math.min(bytes.length, Long.BYTES) - 1; i >= 0; i--) {
            value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[i]);
        }
        return value;
    }

    static byte[] fromLong(long value) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> (i * Byte.SIZE));
        }
        return bytes;
    }
}

package dev.realmstep.cpu.isa.vector;

/**
 * The steps of the Advanced Encryption Standard (FIPS 197) on a state of 16 bytes in two halves, column by column.
 *
 * <p>Each gives the half of the result that holds columns 0 and 1, or 2 and 3.
 */
public final class AesRounds {
    private static final int ROWS = 4;
    private static final int COLUMNS = 4;
    /** x^8 + x^4 + x^3 + x + 1, the polynomial of the field. */
    private static final int MODULUS = 0x11B;

    private static final byte[] SUBSTITUTES = substitutes();
    private static final byte[] INVERSES = inverses();

    private AesRounds() {}

    private static byte[] substitutes() {
        byte[] table = new byte[256];
        for (int value = 0; value < table.length; value++) {
            int inverse = power(value, 254);
            int affine = inverse;
            for (int rotation = 1; rotation <= 4; rotation++) {
                affine ^= (inverse << rotation | inverse >>> (8 - rotation)) & 0xFF;
            }
            table[value] = (byte) (affine ^ 0x63);
        }
        return table;
    }

    private static byte[] inverses() {
        byte[] table = new byte[256];
        for (int value = 0; value < table.length; value++) {
            table[SUBSTITUTES[value] & 0xFF] = (byte) value;
        }
        return table;
    }

    /** A power in the field of 256 elements. */
    private static int power(int base, int exponent) {
        int result = 1;
        for (int i = 0; i < exponent; i++) {
            result = multiply(result, base);
        }
        return result;
    }

    /** A product in the field of 256 elements. */
    private static int multiply(int n, int m) {
        int product = 0;
        int shifted = n;
        for (int rest = m; rest != 0; rest >>>= 1) {
            product ^= (rest & 1) == 0 ? 0 : shifted;
            shifted = (shifted << 1) ^ ((shifted & 0x80) == 0 ? 0 : MODULUS);
        }
        return product;
    }

    /** SubBytes and ShiftRows. */
    public static long encrypt(long low, long high, int half) {
        return substitute(low, high, half, SUBSTITUTES, 1);
    }

    /** InvSubBytes and InvShiftRows. */
    public static long decrypt(long low, long high, int half) {
        return substitute(low, high, half, INVERSES, -1);
    }

    /** @param direction which way a row is rotated by its number */
    private static long substitute(long low, long high, int half, byte[] table, int direction) {
        long result = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            int row = i % ROWS;
            int column = half * 2 + i / ROWS;
            int from = row + ROWS * (column + direction * row & COLUMNS - 1);
            int value = (int) ((from < Long.BYTES ? low : high) >>> (8 * from)) & 0xFF;
            result |= (table[value] & 0xFFL) << (8 * i);
        }
        return result;
    }

    /** MixColumns of two columns: each byte is 2, 3, 1 and 1 times those from its own on. */
    public static long mixColumns(long columns) {
        long next = rotateColumns(columns, 1);
        return twice(columns) ^ twice(next) ^ next ^ rotateColumns(columns, 2) ^ rotateColumns(columns, 3);
    }

    /** InvMixColumns, which is MixColumns after a step that its matrix differs by. */
    public static long inverseMixColumns(long columns) {
        long fourTimes = twice(twice(columns));
        return mixColumns(columns ^ fourTimes ^ rotateColumns(fourTimes, 2));
    }

    /** Moves the bytes of each column up by a number of rows. */
    private static long rotateColumns(long columns, int rows) {
        int first = Integer.rotateRight((int) columns, 8 * rows);
        int second = Integer.rotateRight((int) (columns >>> 32), 8 * rows);
        return (first & 0xFFFF_FFFFL) | (long) second << 32;
    }

    /** Doubles each byte in the field. */
    private static long twice(long bytes) {
        long carries = Lanes.spreadSigns(bytes, 0) & Lanes.replicate(MODULUS & 0xFF, 0);
        return (bytes & ~Lanes.signs(0)) << 1 ^ carries;
    }
}

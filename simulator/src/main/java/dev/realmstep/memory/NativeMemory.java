package dev.realmstep.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Loads and stores of little-endian values at addresses of the host, unaligned ones too.
 *
 * <p>What translated code and Java share lives outside the Java heap, at addresses that stay. Nothing is checked here: an
 * address comes from an allocation that its owner keeps alive.
 */
public final class NativeMemory {
    // Restricted, since nothing checks an address any more; that is what this class is for.
    @SuppressWarnings("restricted")
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private NativeMemory() {}

    public static byte getByte(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    public static void setByte(long address, byte value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, value);
    }

    public static short getShort(long address) {
        return ALL.get(SHORT, address);
    }

    public static void setShort(long address, short value) {
        ALL.set(SHORT, address, value);
    }

    public static int getInt(long address) {
        return ALL.get(INT, address);
    }

    public static void setInt(long address, int value) {
        ALL.set(INT, address, value);
    }

    public static long getLong(long address) {
        return ALL.get(LONG, address);
    }

    public static void setLong(long address, long value) {
        ALL.set(LONG, address, value);
    }

    /** Reads 1, 2, 4 or 8 bytes, zero-extended. */
    public static long read(long address, int bytes) {
        return switch (bytes) {
            case 1 -> getByte(address) & 0xFFL;
            case 2 -> getShort(address) & 0xFFFFL;
            case 4 -> getInt(address) & 0xFFFF_FFFFL;
            case 8 -> getLong(address);
            default -> throw new IllegalArgumentException("access of " + bytes + " bytes");
        };
    }

    /** Writes the low 1, 2, 4 or 8 bytes of a value. */
    public static void write(long address, int bytes, long value) {
        switch (bytes) {
            case 1 -> setByte(address, (byte) value);
            case 2 -> setShort(address, (short) value);
            case 4 -> setInt(address, (int) value);
            case 8 -> setLong(address, value);
            default -> throw new IllegalArgumentException("access of " + bytes + " bytes");
        }
    }

    /** Copies bytes into a part of an array. */
    public static void copy(long from, byte[] to, int offset, int length) {
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, from, to, offset, length);
    }

    /** Copies a part of an array to memory. */
    public static void copy(byte[] from, int offset, int length, long to) {
        MemorySegment.copy(from, offset, ALL, ValueLayout.JAVA_BYTE, to, length);
    }

    /** Fills with zeroes. */
    public static void clear(long address, long bytes) {
        ALL.asSlice(address, bytes).fill((byte) 0);
    }
}

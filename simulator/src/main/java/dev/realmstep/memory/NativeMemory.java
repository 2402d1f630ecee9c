package dev.realmstep.memory;

import java.lang.reflect.Field;
import java.nio.ByteOrder;

/**
 * Loads and stores of little-endian values at addresses of the host, unaligned ones too.
 *
 * <p>What translated code and Java share lives outside the Java heap, at addresses that stay. Nothing is checked here: an
 * address comes from an allocation that its owner keeps alive.
 *
 * <p>This is the one place that uses {@code sun.misc.Unsafe}, which is going to be replaced by memory segments. Until Java has
 * compiled a method an access to a segment is a dozen calls, and the machine's start would take several times as long.
 */
@SuppressWarnings({"removal", "sunapi"})
public final class NativeMemory {
    private static final sun.misc.Unsafe UNSAFE = unsafe();
    private static final boolean BIG_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    private static final long ARRAY = sun.misc.Unsafe.ARRAY_BYTE_BASE_OFFSET;

    private NativeMemory() {}

    private static sun.misc.Unsafe unsafe() {
        try {
            Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (sun.misc.Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no access to memory by address", e);
        }
    }

    public static byte getByte(long address) {
        return UNSAFE.getByte(address);
    }

    public static void setByte(long address, byte value) {
        UNSAFE.putByte(address, value);
    }

    public static short getShort(long address) {
        short value = UNSAFE.getShort(address);
        return BIG_ENDIAN ? Short.reverseBytes(value) : value;
    }

    public static void setShort(long address, short value) {
        UNSAFE.putShort(address, BIG_ENDIAN ? Short.reverseBytes(value) : value);
    }

    public static int getInt(long address) {
        int value = UNSAFE.getInt(address);
        return BIG_ENDIAN ? Integer.reverseBytes(value) : value;
    }

    public static void setInt(long address, int value) {
        UNSAFE.putInt(address, BIG_ENDIAN ? Integer.reverseBytes(value) : value);
    }

    public static long getLong(long address) {
        long value = UNSAFE.getLong(address);
        return BIG_ENDIAN ? Long.reverseBytes(value) : value;
    }

    public static void setLong(long address, long value) {
        UNSAFE.putLong(address, BIG_ENDIAN ? Long.reverseBytes(value) : value);
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
        UNSAFE.copyMemory(null, from, to, ARRAY + offset, length);
    }

    /** Copies a part of an array to memory. */
    public static void copy(byte[] from, int offset, int length, long to) {
        UNSAFE.copyMemory(from, ARRAY + offset, null, to, length);
    }

    /** Fills with zeroes. */
    public static void clear(long address, long bytes) {
        UNSAFE.setMemory(address, bytes, (byte) 0);
    }
}

package dev.realmstep.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The machine's RAM: sparse, in pages of 4 KiB, little-endian.
 *
 * <p>It holds bytes and knows no address spaces: which of them may reach a granule is decided by the
 * {@link GranuleProtectionCheck} of whoever asks. A page that was never written costs nothing and reads as zero.
 */
public final class PhysicalMemory {
    public static final int PAGE_BITS = 12;
    public static final int PAGE_SIZE = 1 << PAGE_BITS;

    private static final int OFFSET_MASK = PAGE_SIZE - 1;
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private final long base;
    private final byte[][] pages;

    /**
     * @param base physical address of the first byte, a multiple of 4 KiB
     * @param size in bytes, a multiple of 4 KiB
     */
    public PhysicalMemory(long base, long size) {
        if ((base & OFFSET_MASK) != 0 || (size & OFFSET_MASK) != 0 || size <= 0) {
            throw new IllegalArgumentException("RAM must be whole pages: base 0x%x, size 0x%x".formatted(base, size));
        }
        this.base = base;
        this.pages = new byte[Math.toIntExact(size >>> PAGE_BITS)][];
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
    }

    public long base() {
        return base;
    }

    /** In bytes. */
    public long size() {
        return (long) pages.length << PAGE_BITS;
    }

    /** Whether all of [address, address + bytes) is in this RAM. */
    public boolean contains(long address, long bytes) {
        long offset = address - base;
        return offset >= 0 && offset <= size() - bytes;
    }

    /** The page that holds an address, for reading and writing in place; offsets in it are the address's low 12 bits. */
    public byte[] page(long address) {
        int index = (int) ((address - base) >>> PAGE_BITS);
        byte[] page = pages[index];
        if (page == null) {
            page = new byte[PAGE_SIZE];
            pages[index] = page;
        }
        return page;
    }

    /** Reads 1, 2, 4 or 8 bytes, zero-extended; the access must not cross a page. */
    public long read(long address, int bytes) {
        return read(page(address), (int) address & OFFSET_MASK, bytes);
    }

    /** Writes the low 1, 2, 4 or 8 bytes of a value; the access must not cross a page. */
    public void write(long address, int bytes, long value) {
        write(page(address), (int) address & OFFSET_MASK, bytes, value);
    }

    /** Reads 1, 2, 4 or 8 bytes of a page, zero-extended. */
    public static long read(byte[] page, int offset, int bytes) {
        return switch (bytes) {
            case 1 -> page[offset] & 0xFFL;
            case 2 -> (short) SHORT.get(page, offset) & 0xFFFFL;
            case 4 -> (int) INT.get(page, offset) & 0xFFFF_FFFFL;
            case 8 -> (long) LONG.get(page, offset);
            default -> throw new IllegalArgumentException("access of " + bytes + " bytes");
        };
    }

    /** Writes the low 1, 2, 4 or 8 bytes of a value into a page. */
    public static void write(byte[] page, int offset, int bytes, long value) {
        switch (bytes) {
            case 1 -> page[offset] = (byte) value;
            case 2 -> SHORT.set(page, offset, (short) value);
            case 4 -> INT.set(page, offset, (int) value);
            case 8 -> LONG.set(page, offset, value);
            default -> throw new IllegalArgumentException("access of " + bytes + " bytes");
        }
    }

    /** Copies bytes out, over page boundaries. */
    public void read(long address, byte[] into) {
        for (int done = 0; done < into.length; ) {
            int offset = (int) (address + done) & OFFSET_MASK;
            int length = Math.min(into.length - done, PAGE_SIZE - offset);
            System.arraycopy(page(address + done), offset, into, done, length);
            done += length;
        }
    }

    /** Copies bytes in, over page boundaries. */
    public void write(long address, byte[] from) {
        for (int done = 0; done < from.length; ) {
            int offset = (int) (address + done) & OFFSET_MASK;
            int length = Math.min(from.length - done, PAGE_SIZE - offset);
            System.arraycopy(from, done, page(address + done), offset, length);
            done += length;
        }
    }

    /** Fills one page with zeroes: what "scrubbing" a granule means here. */
    public void clearPage(long address) {
        byte[] page = pages[(int) ((address - base) >>> PAGE_BITS)];
        if (page != null) {
            Arrays.fill(page, (byte) 0);
        }
    }
}

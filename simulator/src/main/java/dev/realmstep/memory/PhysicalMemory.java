package dev.realmstep.memory;

import java.lang.foreign.Arena;
import java.util.OptionalLong;

/**
 * The machine's RAM: sparse, in pages of 4 KiB, little-endian.
 *
 * <p>It holds bytes and knows no address spaces: which of them may reach a granule is decided by the
 * {@link GranuleProtectionCheck} of whoever asks. A page that was never touched costs nothing and reads as zero. Pages
 * lie outside the Java heap, where translated code reaches them, and never move.
 */
public final class PhysicalMemory {
    public static final int PAGE_BITS = 12;
    public static final int PAGE_SIZE = 1 << PAGE_BITS;

    private static final int OFFSET_MASK = PAGE_SIZE - 1;

    /** Pages are taken from the host in pieces: as few as there is need for, of a small RAM, and large pages of a large one. */
    private static final long SMALL_PIECE = 64L << PAGE_BITS;

    private static final long LARGE_PIECE = 16 * HostPages.LARGE_PAGE;

    private final long base;
    /** The host's address of each page, 0 for those that were never touched. */
    private final long[] pages;

    private final Arena arena = Arena.ofAuto();
    private final CodeLines code;
    private long piece;
    private int pagesLeftInPiece;

    /**
     * @param base physical address of the first byte, a multiple of 4 KiB
     * @param size in bytes, a multiple of 4 KiB
     */
    public PhysicalMemory(long base, long size) {
        if ((base & OFFSET_MASK) != 0 || (size & OFFSET_MASK) != 0 || size <= 0) {
            throw new IllegalArgumentException("RAM must be whole pages: base 0x%x, size 0x%x".formatted(base, size));
        }
        this.base = base;
        this.pages = new long[Math.toIntExact(size >>> PAGE_BITS)];
        this.code = new CodeLines(base, pages.length);
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

    /** Which parts of this RAM others have made something of, and want to know when they change. */
    public CodeLines code() {
        return code;
    }

    /**
     * The host's address of the page that holds an address, for reading and writing in place ({@link NativeMemory}); it
     * stays for as long as this RAM does. Who writes sees to {@link #code()}.
     */
    public long page(long address) {
        int index = (int) ((address - base) >>> PAGE_BITS);
        long page = pages[index];
        return page != 0 ? page : touch(index);
    }

    private long touch(int index) {
        if (pagesLeftInPiece == 0) {
            boolean isLarge = size() >= LARGE_PIECE;
            long bytes = isLarge ? LARGE_PIECE : SMALL_PIECE;
            piece = isLarge
                    ? HostPages.allocate(arena, bytes)
                    : arena.allocate(bytes, PAGE_SIZE).address();
            pagesLeftInPiece = (int) (bytes >>> PAGE_BITS);
        }
        pages[index] = piece;
        piece += PAGE_SIZE;
        pagesLeftInPiece--;
        return pages[index];
    }

    /** Reads 1, 2, 4 or 8 bytes, zero-extended; the access must not cross a page. */
    public long read(long address, int bytes) {
        return NativeMemory.read(page(address) + (address & OFFSET_MASK), bytes);
    }

    /** Writes the low 1, 2, 4 or 8 bytes of a value; the access must not cross a page. */
    public void write(long address, int bytes, long value) {
        code.written(address, bytes);
        NativeMemory.write(page(address) + (address & OFFSET_MASK), bytes, value);
    }

    /** Copies bytes out, over page boundaries. */
    public void read(long address, byte[] into) {
        for (int done = 0; done < into.length; ) {
            int offset = (int) (address + done) & OFFSET_MASK;
            int length = Math.min(into.length - done, PAGE_SIZE - offset);
            NativeMemory.copy(page(address + done) + offset, into, done, length);
            done += length;
        }
    }

    /** Copies bytes in, over page boundaries. */
    public void write(long address, byte[] from) {
        for (int done = 0; done < from.length; ) {
            int offset = (int) (address + done) & OFFSET_MASK;
            int length = Math.min(from.length - done, PAGE_SIZE - offset);
            code.written(address + done, length);
            NativeMemory.copy(from, done, length, page(address + done) + offset);
            done += length;
        }
    }

    /** The lowest address, a multiple of 8, at which another RAM of the same place and size holds something else. */
    public OptionalLong firstDifference(PhysicalMemory other) {
        for (int index = 0; index < pages.length; index++) {
            if (pages[index] != 0 || other.pages[index] != 0) {
                long address = base + ((long) index << PAGE_BITS);
                long one = page(address);
                long two = other.page(address);
                for (int offset = 0; offset < PAGE_SIZE; offset += Long.BYTES) {
                    if (NativeMemory.getLong(one + offset) != NativeMemory.getLong(two + offset)) {
                        return OptionalLong.of(address + offset);
                    }
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Fills one page with zeroes: what "scrubbing" a granule means here. */
    public void clearPage(long address) {
        long page = pages[(int) ((address - base) >>> PAGE_BITS)];
        if (page != 0) {
            code.written(address & -PAGE_SIZE, PAGE_SIZE);
            NativeMemory.clear(page, PAGE_SIZE);
        }
    }
}

package dev.realmstep.host;

import java.util.ArrayDeque;
import java.util.Deque;

/** Hands out granules of the normal world's RAM, and takes them back. */
final class GranuleAllocator {
    static final int GRANULE_SIZE = 0x1000;

    private final long end;
    private final Deque<Long> returned = new ArrayDeque<>();
    private long next;

    /** Manages [base, base + size), both multiples of 4 KiB. */
    GranuleAllocator(long base, long size) {
        this.next = base;
        this.end = base + size;
    }

    /**
     * One granule.
     *
     * @return its physical address
     * @throws HostOutOfMemoryException if none is left
     */
    long allocate() {
        Long again = returned.pollFirst();
        return again != null ? again : allocateContiguous(1);
    }

    /** Granules in a row, aligned to their number (a power of two). */
    long allocateContiguous(int granules) {
        long bytes = (long) granules * GRANULE_SIZE;
        long base = (next + bytes - 1) & -bytes;
        if (base + bytes > end) {
            throw new HostOutOfMemoryException(end - next);
        }
        for (long skipped = next; skipped < base; skipped += GRANULE_SIZE) {
            returned.addLast(skipped);
        }
        next = base + bytes;
        return base;
    }

    /** Gives a granule back; it must belong to the normal world again. */
    void release(long granule) {
        returned.addFirst(granule);
    }
}

package dev.realmstep.cpu.mmu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The entries of a TLB for one kind of access. */
public final class TranslationEntries {
    /** 2048 pages, 8 MiB: more than what small guests touch in a time slice, and 16 KiB of tags, half an L1 cache. */
    private static final int SLOTS = 2048;

    private static final int PAGE_BITS = Descriptor.PAGE_BITS;
    private static final long PAGE_MASK = -1L << PAGE_BITS;
    /** A context number that is never given out. */
    private static final long EMPTY = 0xFFF;

    /** Kept in a frame's address below the page. */
    private static final long GUARDED = 1;

    private final long[] tags = new long[SLOTS];
    private final byte[] @Nullable [] pages = new byte[SLOTS][];
    private final long[] frames = new long[SLOTS];

    TranslationEntries() {
        clear();
    }

    /**
     * The page that holds all of an access, if it is known.
     *
     * @param bytes 1 to 16
     * @param context a number of {@link TranslationLookasideBuffer#numberOf}
     */
    public byte @Nullable [] page(long address, int bytes, int context) {
        int slot = slot(address);
        // The tag of the last byte's page: an access that leaves the page of its slot misses.
        return tags[slot] == (((address + bytes - 1) & PAGE_MASK) | context) ? pages[slot] : null;
    }

    /** The physical address of an access that {@link #page} just answered. */
    public long physicalAddress(long address) {
        return (frames[slot(address)] & PAGE_MASK) | (address & ~PAGE_MASK);
    }

    /** Whether the page is guarded that {@link #page} just answered. */
    public boolean isGuarded(long address) {
        return (frames[slot(address)] & GUARDED) != 0;
    }

    /** Keeps a page of RAM. */
    public void put(long address, int context, byte[] page, long physicalAddress, boolean guarded) {
        int slot = slot(address);
        tags[slot] = (address & PAGE_MASK) | context;
        pages[slot] = page;
        frames[slot] = (physicalAddress & PAGE_MASK) | (guarded ? GUARDED : 0);
    }

    void invalidate(long address) {
        // The slot depends on low bits alone, so whatever the ignored top byte was, it is this one.
        tags[slot(address)] = EMPTY;
    }

    void clear() {
        Arrays.fill(tags, EMPTY);
    }

    private static int slot(long address) {
        return (int) (address >>> PAGE_BITS) & SLOTS - 1;
    }
}

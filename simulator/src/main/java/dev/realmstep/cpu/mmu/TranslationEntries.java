package dev.realmstep.cpu.mmu;

import dev.realmstep.memory.NativeMemory;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The entries of a TLB for one kind of access.
 *
 * <p>They lie outside the Java heap, since translated code looks them up itself: {@link #SLOTS} entries of
 * {@link #ENTRY_BYTES}, the tag first and then what has to be added to a virtual address to get the host's.
 */
public final class TranslationEntries {
    /** 4096 pages, 16 MiB: more than what most programs touch in a time slice. */
    public static final int SLOTS = 4096;

    public static final int ENTRY_BYTES = 16;

    /** Of all entries. */
    public static final int BYTES = SLOTS * ENTRY_BYTES;

    private static final int PAGE_BITS = Descriptor.PAGE_BITS;
    private static final long PAGE_MASK = -1L << PAGE_BITS;
    /** A context number that is never given out. */
    private static final long EMPTY = 0xFFF;

    private static final int ADDEND = 8;

    /** As many pages as 1 GiB has are told apart. */
    private static final int KNOWN_PAGES = 1 << 18;

    /** Kept in a frame's address below the page. */
    private static final long GUARDED = 1;

    private final long entries;
    private final long[] frames = new long[SLOTS];
    /** Pages of physical memory that entries have led to, and maybe others whose numbers end alike. */
    private final BitSet known = new BitSet(KNOWN_PAGES);

    /** @param memory the host's address of {@link #BYTES} */
    TranslationEntries(long memory) {
        entries = memory;
        clear();
    }

    /**
     * The host's address of the first byte of an access, or 0 if the page that holds all of it is not known.
     *
     * @param bytes 1 to 16
     * @param context a number of {@link TranslationLookasideBuffer#numberOf}
     */
    public long find(long address, int bytes, int context) {
        long entry = entry(slot(address));
        // The tag of the last byte's page: an access that leaves the page of its slot misses.
        return NativeMemory.getLong(entry) == (((address + bytes - 1) & PAGE_MASK) | context)
                ? address + NativeMemory.getLong(entry + ADDEND)
                : 0;
    }

    /** The physical address of an access that {@link #find} just found. */
    public long physicalAddress(long address) {
        return (frames[slot(address)] & PAGE_MASK) | (address & ~PAGE_MASK);
    }

    /** Whether the page is guarded that {@link #find} just found. */
    public boolean isGuarded(long address) {
        return (frames[slot(address)] & GUARDED) != 0;
    }

    /**
     * Keeps a page of RAM.
     *
     * @param page the host's address of it
     */
    public void put(long address, int context, long page, long physicalAddress, boolean guarded) {
        int slot = slot(address);
        NativeMemory.setLong(entry(slot), (address & PAGE_MASK) | context);
        NativeMemory.setLong(entry(slot) + ADDEND, page - (address & PAGE_MASK));
        frames[slot] = (physicalAddress & PAGE_MASK) | (guarded ? GUARDED : 0);
        known.set(knownIndex(physicalAddress));
    }

    /**
     * Forgets whatever leads to a page of physical memory.
     *
     * @return false if nothing has led there for long
     */
    public boolean forgetPhysicalPage(long pageAddress) {
        if (!known.get(knownIndex(pageAddress))) {
            return false;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            if ((frames[slot] & PAGE_MASK) == pageAddress) {
                NativeMemory.setLong(entry(slot), EMPTY);
            }
        }
        return true;
    }

    void invalidate(long address) {
        // The slot depends on low bits alone, so whatever the ignored top byte was, it is this one.
        NativeMemory.setLong(entry(slot(address)), EMPTY);
    }

    void clear() {
        Arrays.fill(frames, 0);
        known.clear();
        for (int slot = 0; slot < SLOTS; slot++) {
            NativeMemory.setLong(entry(slot), EMPTY);
        }
    }

    private long entry(int slot) {
        return entries + (long) slot * ENTRY_BYTES;
    }

    private static int knownIndex(long physicalAddress) {
        return (int) (physicalAddress >>> PAGE_BITS) & KNOWN_PAGES - 1;
    }

    private static int slot(long address) {
        return (int) (address >>> PAGE_BITS) & SLOTS - 1;
    }
}

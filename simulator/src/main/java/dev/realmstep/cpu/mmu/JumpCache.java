package dev.realmstep.cpu.mmu;

import dev.realmstep.memory.NativeMemory;

/**
 * Where translated code of an address is, for branches that cannot know: pairs of a tag and the host's address, outside the
 * Java heap, direct-mapped by the address of the instruction. Only the translator fills it.
 *
 * <p>A tag is the instruction's address with a key over its top bits, which a valid address has all alike.
 */
public final class JumpCache {
    public static final int SLOTS = 4096;
    public static final int ENTRY_BYTES = 16;

    /** Of all entries. */
    public static final int BYTES = SLOTS * ENTRY_BYTES;

    /** Where the key is in a tag; it has 15 bits. */
    public static final int KEY_SHIFT = 48;

    private static final int INSTRUCTION_SHIFT = 2;
    private static final int SLOTS_PER_PAGE = 1 << Descriptor.PAGE_BITS - INSTRUCTION_SHIFT;
    private static final int HOST = 8;
    /** No instruction is at an odd address. */
    private static final long EMPTY = 1;

    private final long entries;
    private boolean used;

    /** @param memory the host's address of {@link #BYTES} */
    JumpCache(long memory) {
        entries = memory;
        used = true;
        clear();
    }

    /**
     * Keeps where the translation of an instruction is.
     *
     * @param key what it was translated for, in place ({@link #KEY_SHIFT})
     */
    public void put(long address, long key, long host) {
        long entry = entry(slot(address));
        NativeMemory.setLong(entry, address ^ key);
        NativeMemory.setLong(entry + HOST, host);
        used = true;
    }

    /** Forgets all instructions of the page that holds an address. */
    public void forgetPage(long address) {
        if (used) {
            int first = slot(address) & -SLOTS_PER_PAGE;
            for (int slot = first; slot < first + SLOTS_PER_PAGE; slot++) {
                NativeMemory.setLong(entry(slot), EMPTY);
            }
        }
    }

    /** Forgets everything. */
    public void clear() {
        if (used) {
            for (int slot = 0; slot < SLOTS; slot++) {
                NativeMemory.setLong(entry(slot), EMPTY);
            }
            used = false;
        }
    }

    private long entry(int slot) {
        return entries + (long) slot * ENTRY_BYTES;
    }

    private static int slot(long address) {
        return (int) (address >>> INSTRUCTION_SHIFT) & SLOTS - 1;
    }
}

package dev.realmstep.cpu.mmu;

import dev.realmstep.memory.NativeMemory;

/**
 * Where translated code of an address is, for branches that cannot know: pairs of a tag and the host's address, outside the
 * Java heap, direct-mapped. Only the translator fills it.
 *
 * <p>A tag is the instruction's address with a key over its top bits. An address that can be translated has these all alike;
 * for any other nobody may look here, since its tag could be one of another address and key.
 */
public final class JumpCache {
    public static final int SLOTS = 1 << 14;
    public static final int ENTRY_BYTES = 16;

    /** Of all entries. */
    public static final int BYTES = SLOTS * ENTRY_BYTES;

    /** Where the key is in a tag; it has 15 bits. */
    public static final int KEY_SHIFT = 48;

    /**
     * An entry's number is the exclusive or of an address shifted right by this and by {@link #SECOND_SHIFT}: a kernel calls
     * functions all over a text that is larger than the cache.
     */
    public static final int FIRST_SHIFT = 2;

    public static final int SECOND_SHIFT = 14;

    private static final int INSTRUCTION_BYTES = 4;
    private static final int PAGE_BYTES = 1 << Descriptor.PAGE_BITS;
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

    /** Whether an address is one of those that may be looked for: its top 17 bits are alike. */
    public static boolean mayKnow(long address) {
        int keyBits = Long.SIZE - KEY_SHIFT;
        return address << keyBits >> keyBits == address;
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
            long page = address & -PAGE_BYTES;
            for (int offset = 0; offset < PAGE_BYTES; offset += INSTRUCTION_BYTES) {
                NativeMemory.setLong(entry(slot(page + offset)), EMPTY);
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

    /** The number of the entry for an address. */
    public static int slot(long address) {
        return (int) (address >>> FIRST_SHIFT ^ address >>> SECOND_SHIFT) & (SLOTS - 1);
    }
}

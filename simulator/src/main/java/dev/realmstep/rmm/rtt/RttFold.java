package dev.realmstep.rmm.rtt;

import dev.realmstep.rmm.granule.GranuleMemory;
import java.util.Optional;

/** Replaces a table whose entries all say the same by one entry of the level above (RMM specification 1.0, A5.5.6). */
public final class RttFold {
    /** The architecture has no blocks above level 1 with a granule of 4 KiB. */
    private static final int FIRST_BLOCK_LEVEL = 1;

    private RttFold() {}

    /**
     * What a table can be folded to.
     *
     * @param level of the table
     * @return empty if its entries differ, or their memory does not lie in a row
     */
    public static Optional<RttEntry> fold(GranuleMemory memory, long table, int level) {
        RttEntry first = RealmTranslationTables.entry(memory, table, 0, level);
        boolean assigned = first.hipas() == Hipas.ASSIGNED;
        boolean possible = !first.isTable()
                && (!assigned
                        || (level - 1 >= FIRST_BLOCK_LEVEL
                                && (first.address() & (RttEntry.mappedBytes(level - 1) - 1)) == 0));
        if (!possible) {
            return Optional.empty();
        }
        long step = assigned ? RttEntry.mappedBytes(level) : 0;
        for (int i = 1; i < RealmTranslationTables.ENTRIES; i++) {
            if (memory.read(table + 8L * i) != first.descriptor() + i * step) {
                return Optional.empty();
            }
        }
        return Optional.of(first.whole());
    }
}

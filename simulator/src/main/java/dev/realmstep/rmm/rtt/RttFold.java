package dev.realmstep.rmm.rtt;

import dev.realmstep.rmm.granule.GranuleMemory;
import java.util.Optional;

/** Replaces a table whose entries all say the same by one entry of the level above (RMM specification 1.0, A5.5.6). */
public final class RttFold {
    /** The architecture has no blocks above level 1 with a granule of 4 KiB. */
    private static final int FIRST_BLOCK_LEVEL = 1;

    private RttFold() {}

    /**
     * The first entry that keeps a table from being folded: a table, memory that is not on the boundary of a block or that
     * a block of the level above could not map, or one that does not go on where the one before it ended.
     *
     * @param level of the table
     * @return empty if the table is homogeneous
     */
    public static Optional<RttWalk> obstacle(GranuleMemory memory, long table, int level) {
        RttEntry first = RealmTranslationTables.entry(memory, table, 0, level);
        boolean assigned = first.hipas() == Hipas.ASSIGNED;
        if (first.isTable() || (assigned && !fitsBlock(first))) {
            return Optional.of(new RttWalk(table, 0, first));
        }
        long step = assigned ? RttEntry.mappedBytes(level) : 0;
        for (int i = 1; i < RealmTranslationTables.ENTRIES; i++) {
            RttEntry entry = RealmTranslationTables.entry(memory, table, i, level);
            if (entry.descriptor() != first.descriptor() + i * step) {
                return Optional.of(new RttWalk(table, i, entry));
            }
        }
        return Optional.empty();
    }

    private static boolean fitsBlock(RttEntry first) {
        int above = first.level() - 1;
        return above >= FIRST_BLOCK_LEVEL && RttEntry.isAddressAligned(first.descriptor(), above);
    }

    /** What a homogeneous table is folded to. */
    public static RttEntry fold(GranuleMemory memory, long table, int level) {
        return RealmTranslationTables.entry(memory, table, 0, level).whole();
    }
}

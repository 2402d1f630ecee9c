package dev.realmstep.rmm.rtt;

import dev.realmstep.rmm.granule.GranuleMemory;

/**
 * Where a walk of the realm translation tables ended.
 *
 * @param table physical address of the table that holds the entry
 * @param index of the entry in it
 * @param entry what is there
 */
public record RttWalk(long table, int index, RttEntry entry) {
    public int level() {
        return entry.level();
    }

    /** Physical address of the entry. */
    public long location() {
        return table + 8L * index;
    }

    /** Whether the entry is the last of its table. */
    public boolean isLast() {
        return index == RealmTranslationTables.ENTRIES - 1;
    }

    /** The entry behind this one in the same table. */
    public RttWalk next(GranuleMemory memory) {
        return new RttWalk(table, index + 1, RealmTranslationTables.entry(memory, table, index + 1, level()));
    }
}

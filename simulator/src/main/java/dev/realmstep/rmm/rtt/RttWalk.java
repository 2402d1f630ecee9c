package dev.realmstep.rmm.rtt;

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
}

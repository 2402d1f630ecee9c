package dev.realmstep.rmm.rtt;

import dev.realmstep.rmm.granule.GranuleMemory;
import java.util.Optional;

/**
 * The translation tables of one realm: their shape, walks through them, and changes of whole tables.
 *
 * <p>The start level may have up to 16 tables side by side (Arm ARM D8.2.2).
 */
public final class RealmTranslationTables {
    public static final int ENTRIES = 512;
    public static final int LAST_LEVEL = RttEntry.LAST_LEVEL;

    private static final int TABLE_SIZE = 0x1000;

    private final int ipaBits;
    private final long root;
    private final int startLevel;
    private final int startTables;

    /**
     * @param root physical address of the first start table
     * @param startTables how many lie side by side there
     */
    public RealmTranslationTables(int ipaBits, long root, int startLevel, int startTables) {
        this.ipaBits = ipaBits;
        this.root = root;
        this.startLevel = startLevel;
        this.startTables = startTables;
    }

    public int ipaBits() {
        return ipaBits;
    }

    public long root() {
        return root;
    }

    public int startLevel() {
        return startLevel;
    }

    public int startTables() {
        return startTables;
    }

    /** The first IPA of the unprotected half. */
    public long unprotectedBase() {
        return 1L << (ipaBits - 1);
    }

    /** Whether [ipa, ipa + bytes) is in the protected half (the PAR). */
    public boolean isProtected(long ipa, long bytes) {
        return ipa >= 0 && bytes >= 0 && bytes <= unprotectedBase() && ipa <= unprotectedBase() - bytes;
    }

    /** Whether an address is in the IPA space. */
    public boolean contains(long ipa) {
        return ipa >= 0 && ipa < 1L << ipaBits;
    }

    /** Whether an address is on a boundary of what an entry of a level maps. */
    public static boolean isEntryAddress(long ipa, int level) {
        return (ipa & (RttEntry.mappedBytes(level) - 1)) == 0;
    }

    /** Walks towards a level, and ends earlier where no table leads on. */
    public RttWalk walk(GranuleMemory memory, long ipa, int level) {
        long startIndex = ipa >>> RttEntry.mappedBits(startLevel);
        long table = root + startIndex / ENTRIES * TABLE_SIZE;
        int index = (int) startIndex & (ENTRIES - 1);
        for (int at = startLevel; ; at++) {
            RttWalk here = new RttWalk(table, index, new RttEntry(memory.read(table + 8L * index), at));
            if (at == level || !here.entry().isTable()) {
                return here;
            }
            table = here.entry().address();
            index = (int) (ipa >>> RttEntry.mappedBits(at + 1)) & (ENTRIES - 1);
        }
    }

    /** The entries of the start tables: nothing is assigned, protected IPAs are EMPTY. */
    public void initialize(GranuleMemory memory) {
        int entries = startTables * ENTRIES;
        long mapped = RttEntry.mappedBytes(startLevel);
        for (int i = 0; i < entries; i++) {
            RttEntry entry = i * mapped < unprotectedBase()
                    ? RttEntry.unassigned(Ripas.EMPTY, startLevel)
                    : RttEntry.unassignedNonSecure(startLevel);
            memory.write(root + 8L * i, entry.descriptor());
        }
    }

    /** Fills a new table with what an entry one level above says of the same addresses. */
    public static void fill(GranuleMemory memory, long table, RttEntry parent) {
        for (int i = 0; i < ENTRIES; i++) {
            memory.write(table + 8L * i, parent.part(i).descriptor());
        }
    }

    /** One entry of a table. */
    public static RttEntry entry(GranuleMemory memory, long table, int index, int level) {
        return new RttEntry(memory.read(table + 8L * index), level);
    }

    /**
     * The first entry of a table on which a granule of the realm or a table hangs. What the host has mapped of its own
     * memory goes with the table (A5.5.8).
     *
     * @return empty if the table is not live
     */
    public static Optional<RttWalk> firstLive(GranuleMemory memory, long table, int level) {
        for (int i = 0; i < ENTRIES; i++) {
            RttEntry entry = entry(memory, table, i, level);
            if (entry.keepsTableAlive()) {
                return Optional.of(new RttWalk(table, i, entry));
            }
        }
        return Optional.empty();
    }

    /** Whether one of the start tables has such an entry. */
    public boolean isLive(GranuleMemory memory) {
        for (int i = 0; i < startTables; i++) {
            if (firstLive(memory, root + (long) i * TABLE_SIZE, startLevel).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The IPA itself if it is live where a walk ended, else of the next live entry or of the end of the table. */
    public static long topOfNonLive(GranuleMemory memory, long ipa, RttWalk walk) {
        if (entry(memory, walk.table(), walk.index(), walk.level()).isLive()) {
            return ipa;
        }
        long mapped = RttEntry.mappedBytes(walk.level());
        long top = ipa & -mapped;
        for (int index = walk.index(); index < ENTRIES; index++) {
            if (entry(memory, walk.table(), index, walk.level()).isLive()) {
                break;
            }
            top += mapped;
        }
        return top;
    }
}

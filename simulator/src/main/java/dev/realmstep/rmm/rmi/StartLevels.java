package dev.realmstep.rmm.rmi;

/**
 * At which levels translation of an IPA space may start (Arm ARM D8.2.2): with a single table that is used in part or
 * whole, or with up to 16 side by side.
 *
 * @param ipaBits the width of the IPA space
 * @param first the lowest level number
 * @param last the highest level number
 */
record StartLevels(int ipaBits, int first, int last) {
    private static final int PAGE_BITS = 12;
    private static final int INDEX_BITS = 9;
    private static final int LAST_LEVEL = 3;
    private static final int CONCATENATION_BITS = 4;

    static StartLevels of(int ipaBits) {
        int single = LAST_LEVEL + 1 - Math.ceilDiv(ipaBits - PAGE_BITS, INDEX_BITS);
        int concatenated = LAST_LEVEL + 1 - Math.ceilDiv(ipaBits - PAGE_BITS - CONCATENATION_BITS, INDEX_BITS);
        return new StartLevels(ipaBits, single, concatenated);
    }

    boolean allows(long level) {
        return level >= first && level <= last;
    }

    /** How many tables lie side by side at a level. */
    long tablesAt(long level) {
        int covered = PAGE_BITS + INDEX_BITS * (LAST_LEVEL + 1 - (int) level);
        return 1L << Math.max(0, ipaBits - covered);
    }
}

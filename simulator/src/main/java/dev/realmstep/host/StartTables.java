package dev.realmstep.host;

/**
 * The tables at which a realm's translation starts: as few levels as possible, with up to 16 tables side by side
 * (Arm ARM D8.2.2, concatenated translation tables), as KVM chooses them.
 *
 * @param level of the first table
 * @param count tables side by side, a power of two
 */
record StartTables(int level, int count) {
    private static final int PAGE_BITS = 12;
    private static final int INDEX_BITS = 9;
    private static final int LEVELS = 4;
    private static final int CONCATENATION_BITS = 4;

    static StartTables forIpaBits(int ipaBits) {
        int levels = Math.ceilDiv(ipaBits - CONCATENATION_BITS - PAGE_BITS, INDEX_BITS);
        int coveredByOne = PAGE_BITS + INDEX_BITS * levels;
        return new StartTables(LEVELS - levels, 1 << Math.max(0, ipaBits - coveredByOne));
    }
}

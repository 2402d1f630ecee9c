package dev.realmstep.rmm;

/** A realm of the normal world's making. */
final class TestRealm {
    static final long GRANULE = NormalWorld.GRANULE;
    static final long BLOCK = 0x20_0000;

    private final NormalWorld host;
    private final long rd;
    private final long root;
    private final int ipaBits;
    private final int startLevel;
    private int recs;

    private TestRealm(NormalWorld host, long rd, long root, int ipaBits, int startLevel) {
        this.host = host;
        this.rd = rd;
        this.root = root;
        this.ipaBits = ipaBits;
        this.startLevel = startLevel;
    }

    /** A new realm of 33 bits whose translation starts at level 1. */
    static TestRealm create(NormalWorld host) {
        return create(host, 0);
    }

    /** The same with a hash of choice, RmiHashAlgorithm. */
    static TestRealm create(NormalWorld host, long hashAlgorithm) {
        return create(host, 33, 1, 1, hashAlgorithm);
    }

    static TestRealm create(NormalWorld host, int ipaBits, int startLevel, int startTables) {
        return create(host, ipaBits, startLevel, startTables, 0);
    }

    /** A new realm of 33 bits with performance monitors. */
    static TestRealm withMonitors(NormalWorld host, int eventCounters) {
        long root = host.delegated();
        RmiStructure parameters = RmiStructure.realm(33, root, 1, 1).with(0x000, 1 << 2);
        return create(host, root, 33, 1, parameters.with(0x028, eventCounters));
    }

    /** A new realm of 33 bits with SVE. */
    static TestRealm withScalableVectors(NormalWorld host, int granulesMinusOne) {
        long root = host.delegated();
        RmiStructure parameters = RmiStructure.realm(33, root, 1, 1).with(0x000, 1 << 1);
        return create(host, root, 33, 1, parameters.with(0x010, granulesMinusOne));
    }

    private static TestRealm create(
            NormalWorld host, int ipaBits, int startLevel, int startTables, long hashAlgorithm) {
        long root = host.delegated(startTables, startTables * GRANULE);
        RmiStructure parameters = RmiStructure.realm(ipaBits, root, startLevel, startTables);
        return create(host, root, ipaBits, startLevel, parameters.with(0x030, hashAlgorithm));
    }

    private static TestRealm create(NormalWorld host, long root, int ipaBits, int startLevel, RmiStructure parameters) {
        long rd = host.delegated();
        // Each realm needs its own VMID; the address of its RD tells them apart.
        long params = host.page(parameters.with(0x800, (rd >>> 12) & 0xFFFF));
        host.rmi(Rmi.REALM_CREATE, rd, params).succeeds();
        return new TestRealm(host, rd, root, ipaBits, startLevel);
    }

    long rd() {
        return rd;
    }

    long root() {
        return root;
    }

    /** An address of the unprotected half. */
    long unprotected(long offset) {
        return (1L << (ipaBits - 1)) + offset;
    }

    RmiReply rttCreate(long rtt, long ipa, long level) {
        return host.rmi(Rmi.RTT_CREATE, rd, rtt, ipa, level);
    }

    /** Makes all tables down to level 3 for an address, where they are missing. */
    void tablesFor(long ipa) {
        for (int level = startLevel + 1; level <= 3; level++) {
            long base = ipa & -(1L << (12 + 9 * (4 - level)));
            if (host.rmi(Rmi.RTT_READ_ENTRY, rd, base, level - 1).x2() != 2) {
                rttCreate(host.delegated(), base, level).succeeds();
            }
        }
    }

    RmiReply initRipas(long base, long top) {
        return host.rmi(Rmi.RTT_INIT_RIPAS, rd, base, top);
    }

    RmiReply entry(long ipa, long level) {
        return host.rmi(Rmi.RTT_READ_ENTRY, rd, ipa, level);
    }

    /** Puts a page with contents at an IPA; its tables are there. */
    long data(long ipa, byte[] contents) {
        long data = host.delegated();
        long source = host.granule();
        host.write(source, contents);
        host.rmi(Rmi.DATA_CREATE, rd, data, ipa, source, 1).succeeds();
        return data;
    }

    RmiReply dataCreateUnknown(long data, long ipa) {
        return host.rmi(Rmi.DATA_CREATE_UNKNOWN, rd, data, ipa);
    }

    RmiReply dataDestroy(long ipa) {
        return host.rmi(Rmi.DATA_DESTROY, rd, ipa);
    }

    /** The next REC of the realm, runnable. */
    long rec(long programCounter) {
        long rec = host.delegated();
        host.rmi(Rmi.REC_CREATE, rd, rec, host.page(host.recParameters(recs, programCounter)))
                .succeeds();
        recs++;
        return rec;
    }

    void activate() {
        host.rmi(Rmi.REALM_ACTIVATE, rd).succeeds();
    }
}

package dev.realmstep.host;

import dev.realmstep.config.HashAlgorithm;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmFeatures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RmiRealmParams (RMM specification 1.0, B4.4.12), one granule. */
final class RealmParameters {
    private static final int FLAGS = 0x000;
    private static final int S2SZ = 0x008;
    private static final int SVE_VL = 0x010;
    private static final int NUM_BPS = 0x018;
    private static final int NUM_WPS = 0x020;
    private static final int PMU_NUM_CTRS = 0x028;
    private static final int HASH_ALGO = 0x030;
    private static final int RPV = 0x400;
    private static final int VMID = 0x800;
    private static final int RTT_BASE = 0x808;
    private static final int RTT_LEVEL_START = 0x810;
    private static final int RTT_NUM_START = 0x818;

    private static final int FLAG_LPA2 = 1;
    private static final int FLAG_SVE = 1 << 1;
    private static final int FLAG_PMU = 1 << 2;
    private static final int SVE_GRANULE_BITS = 128;

    private RealmParameters() {}

    /** @param rttBase physical address of the first start table */
    static byte[] encode(RealmConfiguration configuration, int vmid, long rttBase, StartTables tables) {
        byte[] page = new byte[RealmMemory.PAGE_SIZE];
        ByteBuffer fields = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        RealmFeatures features = configuration.features();
        fields.putLong(FLAGS, flags(features));
        fields.putLong(S2SZ, configuration.ipaBits());
        features.sveVectorLength().ifPresent(bits -> fields.putLong(SVE_VL, bits / SVE_GRANULE_BITS - 1));
        // The architecture and the RMM count these minus one.
        fields.putLong(NUM_BPS, features.breakpoints() - 1);
        fields.putLong(NUM_WPS, features.watchpoints() - 1);
        features.pmuCounters().ifPresent(counters -> fields.putLong(PMU_NUM_CTRS, counters));
        fields.put(HASH_ALGO, (byte) (configuration.hash() == HashAlgorithm.SHA256 ? 0 : 1));
        fields.put(RPV, configuration.rpv().bytes());
        fields.putShort(VMID, (short) vmid);
        fields.putLong(RTT_BASE, rttBase);
        fields.putLong(RTT_LEVEL_START, tables.level());
        fields.putInt(RTT_NUM_START, tables.count());
        return page;
    }

    private static long flags(RealmFeatures features) {
        return (features.lpa2() ? FLAG_LPA2 : 0)
                | (features.sveVectorLength().isPresent() ? FLAG_SVE : 0)
                | (features.pmuCounters().isPresent() ? FLAG_PMU : 0);
    }
}

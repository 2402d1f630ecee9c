package dev.realmstep.rmm.realm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RmiRealmParams (RMM specification 1.0, B4.4.12), as the host wrote them. */
public final class RealmParameters {
    /** Bytes that the structure takes. */
    public static final int SIZE = 0x1000;

    private static final int FLAGS = 0x000;
    private static final int S2SZ = 0x008;
    private static final int SVE_VL = 0x010;
    private static final int NUM_BPS = 0x018;
    private static final int NUM_WPS = 0x020;
    private static final int PMU_NUM_CTRS = 0x028;
    private static final int HASH_ALGO = 0x030;
    private static final int RPV = 0x400;
    private static final int RPV_SIZE = 64;
    private static final int VMID = 0x800;
    private static final int RTT_BASE = 0x808;
    private static final int RTT_LEVEL_START = 0x810;
    private static final int RTT_NUM_START = 0x818;

    private static final long FLAG_LPA2 = 1;
    private static final long FLAG_SVE = 1 << 1;
    private static final long FLAG_PMU = 1 << 2;

    private final ByteBuffer fields;

    /** @param bytes the structure */
    public RealmParameters(byte[] bytes) {
        this.fields = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    public long flags() {
        return fields.getLong(FLAGS);
    }

    public boolean wantsLpa2() {
        return (flags() & FLAG_LPA2) != 0;
    }

    public boolean wantsSve() {
        return (flags() & FLAG_SVE) != 0;
    }

    public boolean wantsPmu() {
        return (flags() & FLAG_PMU) != 0;
    }

    /** The width of the IPA space in bits. */
    public int ipaBits() {
        return fields.get(S2SZ) & 0xFF;
    }

    /** The longest SVE vector, in units of 128 bits minus one. */
    public int vectorLength() {
        return fields.get(SVE_VL) & 0xFF;
    }

    /** Breakpoints, minus one. */
    public int breakpoints() {
        return fields.get(NUM_BPS) & 0xFF;
    }

    /** Watchpoints, minus one. */
    public int watchpoints() {
        return fields.get(NUM_WPS) & 0xFF;
    }

    /** Event counters of the performance monitors. */
    public int eventCounters() {
        return fields.get(PMU_NUM_CTRS) & 0xFF;
    }

    public int hashAlgorithm() {
        return fields.get(HASH_ALGO) & 0xFF;
    }

    public byte[] personalizationValue() {
        byte[] value = new byte[RPV_SIZE];
        fields.get(RPV, value);
        return value;
    }

    public int vmid() {
        return fields.getShort(VMID) & 0xFFFF;
    }

    public long rttBase() {
        return fields.getLong(RTT_BASE);
    }

    public long rttLevelStart() {
        return fields.getLong(RTT_LEVEL_START);
    }

    public long rttNumStart() {
        return fields.getInt(RTT_NUM_START) & 0xFFFF_FFFFL;
    }

    /** What the RIM begins with. */
    MeasurementStep.Parameters measurementStep() {
        return new MeasurementStep.Parameters(
                flags(),
                ipaBits(),
                fields.get(SVE_VL) & 0xFF,
                breakpoints(),
                watchpoints(),
                eventCounters(),
                hashAlgorithm());
    }

    /** The structure with only what is measured (B4.3.9.4), the rest zero. */
    byte[] measuredImage(int size) {
        ByteBuffer image = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        image.putLong(FLAGS, flags());
        image.put(S2SZ, fields.get(S2SZ));
        image.put(SVE_VL, fields.get(SVE_VL));
        image.put(NUM_BPS, fields.get(NUM_BPS));
        image.put(NUM_WPS, fields.get(NUM_WPS));
        image.put(PMU_NUM_CTRS, fields.get(PMU_NUM_CTRS));
        image.put(HASH_ALGO, fields.get(HASH_ALGO));
        return image.array();
    }
}

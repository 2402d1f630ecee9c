package dev.realmstep.rmm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A page-sized structure of the RMI, filled field by field at the offsets of the specification. */
final class RmiStructure {
    private final ByteBuffer fields = ByteBuffer.allocate(0x1000).order(ByteOrder.LITTLE_ENDIAN);

    /** RmiRealmParams (B4.4.12) with what a small realm needs: two breakpoints and watchpoints, SHA-256. */
    static RmiStructure realm(int ipaBits, long rttBase, int startLevel, int startTables) {
        return new RmiStructure()
                .with(0x008, ipaBits)
                .with(0x018, 1)
                .with(0x020, 1)
                .with(0x800, 7)
                .with(0x808, rttBase)
                .with(0x810, startLevel)
                .with(0x818, startTables);
    }

    /** RmiRecParams (B4.4.19) of a runnable REC without auxiliary granules. */
    static RmiStructure rec(long mpidr, long programCounter) {
        return new RmiStructure().with(0x000, 1).with(0x100, mpidr).with(0x200, programCounter);
    }

    /** Names the auxiliary granules of a REC. */
    RmiStructure withAuxiliary(long... granules) {
        with(0x800, granules.length);
        for (int n = 0; n < granules.length; n++) {
            with(0x808 + 8 * n, granules[n]);
        }
        return this;
    }

    /** Sets eight bytes, which is a field with the reserved bytes behind it. */
    RmiStructure with(int offset, long value) {
        fields.putLong(offset, value);
        return this;
    }

    byte[] bytes() {
        return fields.array().clone();
    }
}

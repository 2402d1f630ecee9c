package dev.realmstep.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** RmiRecParams (RMM specification 1.0, B4.4.16), one granule. */
final class RecParameters {
    private static final int FLAGS = 0x000;
    private static final int MPIDR = 0x100;
    private static final int PC = 0x200;
    private static final int GPRS = 0x300;
    private static final int NUM_AUX = 0x800;
    private static final int AUX = 0x808;

    private static final long FLAG_RUNNABLE = 1;

    private RecParameters() {}

    /** The affinity of the n-th REC: the RMM wants Aff0 to count to 15 before Aff1 goes up (B4.4.17, RmiRecMpidr). */
    static long mpidr(int index) {
        return (index & 0xF) | ((index & 0xFF0L) << 4);
    }

    /**
     * @param pc IPA of the first instruction
     * @param x0 what the REC finds in X0
     * @param auxiliary physical addresses of its auxiliary granules
     */
    static byte[] encode(boolean runnable, long mpidr, long pc, long x0, List<Long> auxiliary) {
        byte[] page = new byte[RealmMemory.PAGE_SIZE];
        ByteBuffer fields = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        fields.putLong(FLAGS, runnable ? FLAG_RUNNABLE : 0);
        fields.putLong(MPIDR, mpidr);
        fields.putLong(PC, pc);
        fields.putLong(GPRS, x0);
        fields.putLong(NUM_AUX, auxiliary.size());
        for (int i = 0; i < auxiliary.size(); i++) {
            fields.putLong(AUX + 8 * i, auxiliary.get(i));
        }
        return page;
    }
}

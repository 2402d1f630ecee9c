package dev.realmstep.rmm.rmi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** RmiRecParams (RMM specification 1.0, B4.4.16), as the host wrote them. */
final class RecParameters {
    static final int SIZE = 0x1000;

    /** The most auxiliary granules that the structure can name. */
    static final int MOST_AUXILIARY = 16;

    private static final int FLAGS = 0x000;
    private static final int MPIDR = 0x100;
    private static final int PC = 0x200;
    private static final int GPRS = 0x300;
    private static final int NUM_GPRS = 8;
    private static final int NUM_AUX = 0x800;
    private static final int AUX = 0x808;
    private static final long FLAG_RUNNABLE = 1;

    private final ByteBuffer fields;

    RecParameters(byte[] bytes) {
        this.fields = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    long flags() {
        return fields.getLong(FLAGS);
    }

    boolean isRunnable() {
        return (flags() & FLAG_RUNNABLE) != 0;
    }

    long mpidr() {
        return fields.getLong(MPIDR);
    }

    long programCounter() {
        return fields.getLong(PC);
    }

    /** X0 to X7. */
    long[] registers() {
        long[] registers = new long[NUM_GPRS];
        for (int n = 0; n < NUM_GPRS; n++) {
            registers[n] = fields.getLong(GPRS + 8 * n);
        }
        return registers;
    }

    long auxiliaryCount() {
        return fields.getLong(NUM_AUX);
    }

    /** The first of the auxiliary granules named. */
    List<Long> auxiliary(int count) {
        List<Long> granules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            granules.add(fields.getLong(AUX + 8 * i));
        }
        return granules;
    }

    /** RmiRecMpidr: the number of a REC in its realm, from Aff0 (4 bits) and Aff1 to Aff3 (8 bits each). */
    static long mpidrOf(int index) {
        return (index & 0xF) | ((index & 0xFF0L) << 4) | ((index & 0xF_F000L) << 4);
    }
}

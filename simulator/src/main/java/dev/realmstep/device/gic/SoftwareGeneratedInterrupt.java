package dev.realmstep.device.gic;

/** What a write to ICC_SGI0R_EL1, ICC_SGI1R_EL1 or ICC_ASGI1R_EL1 asks for (IHI 0069, 12.2.21). */
record SoftwareGeneratedInterrupt(long value) {
    private static final long ALL_OTHERS = 1L << 40;
    private static final int TARGETS_PER_RANGE = 16;

    int id() {
        return (int) (value >>> 24) & 0xF;
    }

    /** Whether it goes to an element. */
    boolean reaches(long target, long sender) {
        if ((value & ALL_OTHERS) != 0) {
            return target != sender;
        }
        int aff0 = (int) target & 0xFF;
        return cluster(target) == cluster()
                && aff0 / TARGETS_PER_RANGE == range()
                && (value >>> aff0 % TARGETS_PER_RANGE & 1) != 0;
    }

    /** Aff3, Aff2 and Aff1 as an affinity has them. */
    private static long cluster(long affinity) {
        return affinity & Affinity.MASK & ~0xFFL;
    }

    private long cluster() {
        long aff1 = value >>> 16 & 0xFF;
        long aff2 = value >>> 32 & 0xFF;
        long aff3 = value >>> 48 & 0xFF;
        return aff3 << 32 | aff2 << 16 | aff1 << 8;
    }

    /** Which sixteen values of Aff0 the list of targets is about. */
    private int range() {
        return (int) (value >>> 44) & 0xF;
    }
}

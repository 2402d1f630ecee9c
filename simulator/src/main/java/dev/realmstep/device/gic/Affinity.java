package dev.realmstep.device.gic;

/** Affinity values as MPIDR_EL1 and GICD_IROUTER hold them: Aff3 in bits [39:32], Aff2 to Aff0 in bits [23:0]. */
final class Affinity {
    static final long MASK = 0xFF_00FF_FFFFL;

    private Affinity() {}

    /** Aff3 to Aff0 as one 32-bit number, as GICR_TYPER holds them. */
    static long compact(long affinity) {
        return (affinity >>> 8 & 0xFF00_0000L) | (affinity & 0xFF_FFFF);
    }
}

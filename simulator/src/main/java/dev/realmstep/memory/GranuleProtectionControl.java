package dev.realmstep.memory;

/** The fields of GPCCR_EL3 (Arm ARM D23.2) that this machine gives a meaning. */
public final class GranuleProtectionControl {
    private static final int GPC_ENABLE = 16;
    private static final int PGS_SHIFT = 14;
    private static final int L0GPTSZ_SHIFT = 20;

    private GranuleProtectionControl() {}

    /** GPCCR_EL3 with checks enabled, 4 KiB granules, 1 GiB level 0 entries, and 2^protectedBits bytes covered. */
    public static long value(int protectedBits) {
        int pps = switch (protectedBits) {
            case 32 -> 0;
            case 36 -> 1;
            case 40 -> 2;
            case 42 -> 3;
            case 44 -> 4;
            case 48 -> 5;
            case 52 -> 6;
            default -> throw new IllegalArgumentException("no PPS for " + protectedBits + " bits");
        };
        return (1L << GPC_ENABLE) | pps;
    }

    static boolean enabled(long gpccr) {
        return (gpccr >>> GPC_ENABLE & 1) != 0;
    }

    /** PPS: how many address bits the table covers. */
    static int protectedBits(long gpccr) {
        return switch ((int) gpccr & 7) {
            case 0 -> 32;
            case 1 -> 36;
            case 2 -> 40;
            case 3 -> 42;
            case 4 -> 44;
            case 5 -> 48;
            default -> 52;
        };
    }

    /** PGS: log2 of the physical granule's bytes. */
    static int granuleBits(long gpccr) {
        return switch ((int) (gpccr >>> PGS_SHIFT) & 3) {
            case 1 -> 16;
            case 2 -> 14;
            default -> 12;
        };
    }

    /** L0GPTSZ: log2 of the bytes that one level 0 entry covers. */
    static int level0EntryBits(long gpccr) {
        return switch ((int) (gpccr >>> L0GPTSZ_SHIFT) & 0xF) {
            case 4 -> 34;
            case 6 -> 36;
            case 9 -> 39;
            default -> 30;
        };
    }
}

package dev.realmstep.cpu.floatingpoint;

/** How a result is rounded that its format cannot hold (FPRounding of the Arm ARM); FPCR.RMode selects one of the first four. */
public enum Rounding {
    TIE_EVEN,
    POSITIVE_INFINITY,
    NEGATIVE_INFINITY,
    ZERO,
    TIE_AWAY,
    ODD;

    private static final Rounding[] MODES = values();
    private static final long HALF = Long.MIN_VALUE;

    /** The rounding that FPCR.RMode, or rmode of an instruction, encodes. */
    public static Rounding ofMode(int mode) {
        return MODES[mode & 3];
    }

    /**
     * Whether a magnitude is rounded up to the next integer.
     *
     * @param rest what is behind the binary point, in units of 2<sup>-64</sup>, unsigned
     * @param odd whether the integer is
     */
    boolean increments(boolean negative, long rest, boolean odd) {
        return switch (this) {
            case TIE_EVEN -> rest < 0 && (odd || rest != HALF);
            case POSITIVE_INFINITY -> rest != 0 && !negative;
            case NEGATIVE_INFINITY -> rest != 0 && negative;
            case ZERO -> false;
            case TIE_AWAY -> rest < 0;
            case ODD -> rest != 0 && !odd;
        };
    }

    /** Whether a magnitude beyond the largest number becomes infinite, and not the largest number. */
    boolean overflowsToInfinity(boolean negative) {
        return switch (this) {
            case TIE_EVEN, TIE_AWAY -> true;
            case POSITIVE_INFINITY -> !negative;
            case NEGATIVE_INFINITY -> negative;
            case ZERO, ODD -> false;
        };
    }
}

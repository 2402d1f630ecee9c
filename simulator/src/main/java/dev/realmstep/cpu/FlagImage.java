package dev.realmstep.cpu;

/**
 * The condition flags as {@link StateBlock#FLAGS} has them: 16 bits that x86-64 leaves in AX after LAHF and SETO. Bits that
 * hold no flag of A64 may have any value.
 */
public final class FlagImage {
    private static final int NEGATIVE_AND_ZERO_SHIFT = 12;
    private static final int CARRY_SHIFT = 7;

    private FlagImage() {}

    /** The image of flags as {@link ProcessState#nzcv()} has them. */
    public static short of(int nzcv) {
        int negativeAndZero = nzcv & (ProcessState.N | ProcessState.Z);
        int carry = nzcv & ProcessState.C;
        int overflow = nzcv & ProcessState.V;
        return (short) ((negativeAndZero << NEGATIVE_AND_ZERO_SHIFT) | (carry << CARRY_SHIFT) | overflow);
    }

    /** The flags of an image, as {@link ProcessState#nzcv()}. */
    public static int nzcv(int image) {
        int negativeAndZero = (image >>> NEGATIVE_AND_ZERO_SHIFT) & (ProcessState.N | ProcessState.Z);
        int carry = (image >>> CARRY_SHIFT) & ProcessState.C;
        return negativeAndZero | carry | (image & ProcessState.V);
    }
}

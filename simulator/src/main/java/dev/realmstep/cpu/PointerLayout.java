package dev.realmstep.cpu;

/**
 * Which bits of a pointer are its address and which hold its authentication code (Arm ARM D8.10.1).
 *
 * @param upper whether the pointer is one of the upper address range, as the bit says that survives signing
 * @param codeMask the bits that hold the code: all above the address but the selector, and the top byte where it is ignored
 */
record PointerLayout(boolean upper, long codeMask) {
    /** Tells the address ranges apart once a code covers the bits above it. */
    private static final long SELECTOR_BIT = 1L << AddressTagging.SELECTOR;

    private static final long TOP_BYTE = 0xFFL << 56;

    /**
     * The bits that hold the code of pointers in a range.
     *
     * @param bottom the lowest bit of the code: how many bits are the address
     * @param topByteIgnored whether bits [63:56] belong to software
     */
    static long codeMask(int bottom, boolean topByteIgnored) {
        return -1L << bottom & ~SELECTOR_BIT & ~(topByteIgnored ? TOP_BYTE : 0);
    }

    /** The pointer without a code: the address extended by its range's sign, an ignored top byte kept. */
    long strip(long pointer) {
        long extension = codeMask | SELECTOR_BIT;
        return upper ? pointer | extension : pointer & ~extension;
    }

    /** The pointer with its range in the selector bit and a code exclusively ORed into the bits for it (FEAT_PAuth2). */
    long combine(long pointer, long code) {
        long selected = upper ? pointer | SELECTOR_BIT : pointer & ~SELECTOR_BIT;
        return selected ^ (code & codeMask);
    }

    static boolean selectorOf(long pointer) {
        return (pointer & SELECTOR_BIT) != 0;
    }
}

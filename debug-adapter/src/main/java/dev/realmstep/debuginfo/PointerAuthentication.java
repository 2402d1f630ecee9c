package dev.realmstep.debuginfo;

/** Pointer authentication codes in return addresses (Arm ARM D8.10). */
final class PointerAuthentication {
    /** Chooses between the two halves of the address space; a code never covers it. */
    private static final long HALF = 1L << 55;

    /** The address bits of a regime with the usual 48-bit virtual addresses. */
    private static final long USUAL_ADDRESS = (1L << 48) - 1;

    /** With the largest virtual addresses (FEAT_LVA, 52 bits) these are all equal in an address that has no code. */
    private static final int LARGEST_ADDRESS_BITS = 52;

    private PointerAuthentication() {}

    /**
     * The address without its code.
     *
     * @param signed whether it is known to have one; otherwise it is taken to have one if it would be no address
     */
    static long strip(long address, boolean signed) {
        long top = address >> LARGEST_ADDRESS_BITS;
        if (!signed && (top == 0 || top == -1)) {
            return address;
        }
        return (address & HALF) == 0 ? address & USUAL_ADDRESS : address | ~USUAL_ADDRESS;
    }
}

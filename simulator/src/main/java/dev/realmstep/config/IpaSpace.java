package dev.realmstep.config;

/**
 * The intermediate physical address space of a realm: its lower half is protected, its upper half is shared with the host.
 *
 * @param bits the width of an address, {@code ipa-bits}; bit {@code bits - 1} tells the halves apart
 */
public record IpaSpace(int bits) {
    /** RMM 1.0 refuses a realm whose {@code s2sz} is smaller. */
    public static final int MIN_BITS = 32;

    /** The widest address without FEAT_LPA2. */
    public static final int MAX_BITS = 48;

    /** RIPAS, protection and mapping are decided per granule of 4 KiB. */
    public static final long GRANULE_SIZE = 0x1000;

    public IpaSpace {
        if (bits < 2 || bits > 62) {
            throw new IllegalArgumentException("an IPA of " + bits + " bits");
        }
    }

    /** The narrowest space, at least {@link #MIN_BITS} wide, that has everything below {@code end} in its protected half. */
    public static IpaSpace holding(long end) {
        return new IpaSpace(Math.max(MIN_BITS, bitsFor(end) + 1));
    }

    private static int bitsFor(long end) {
        return end <= 1 ? 1 : Long.SIZE - Long.numberOfLeadingZeros(end - 1);
    }

    /** The first address of the unprotected half. */
    public long midpoint() {
        return 1L << (bits - 1);
    }

    /** The first address behind the space. */
    public long end() {
        return 1L << bits;
    }

    public boolean contains(long address) {
        return address >= 0 && address < end();
    }

    public boolean isProtected(long address) {
        return address >= 0 && address < midpoint();
    }

    /** Where the guest reaches, in the upper half, what is numbered {@code address} in the lower half. */
    public long unprotectedAlias(long address) {
        return address | midpoint();
    }

    /** The number in the lower half of an address in either half. */
    public long lowerHalf(long address) {
        return address & (midpoint() - 1);
    }
}

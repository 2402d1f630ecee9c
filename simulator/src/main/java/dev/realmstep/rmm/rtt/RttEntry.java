package dev.realmstep.rmm.rtt;

/**
 * An entry of a realm translation table: a stage 2 descriptor (Arm ARM D8.3), in which invalid ones keep HIPAS and RIPAS
 * in bits that the hardware ignores.
 *
 * @param descriptor the 64 bits in memory
 * @param level of the table that holds it
 */
public record RttEntry(long descriptor, int level) {
    static final int LAST_LEVEL = 3;

    private static final long VALID = 1;
    private static final long TABLE_OR_PAGE = 0b10;
    private static final long ADDRESS = 0x0000_FFFF_FFFF_F000L;
    private static final long NON_SECURE = 1L << 55;

    private static final int HIPAS_SHIFT = 2;
    private static final long HIPAS_MASK = 0b111L << HIPAS_SHIFT;
    private static final int RIPAS_SHIFT = 5;
    private static final long RIPAS_MASK = 0b11L << RIPAS_SHIFT;

    private static final int MEMATTR_SHIFT = 2;
    /** MemAttr[2:0] with FEAT_S2FWB (Arm ARM D8.6.6), which realms always have in use. */
    private static final long MEMATTR = 0b111L << MEMATTR_SHIFT;

    private static final long MEMATTR_WRITE_BACK = 0b110L << MEMATTR_SHIFT;
    private static final long MEMATTR_RESERVED = 0b100L << MEMATTR_SHIFT;
    private static final long READ_AND_WRITE = 0b11L << 6;
    /** Normal Write-Back, and what stage 1 says (0b111); all others are not cacheable. */
    private static final long MEMATTR_CACHEABLE = 0b110L << MEMATTR_SHIFT;

    private static final long OUTER_SHAREABLE = 0b10L << 8;
    private static final long INNER_SHAREABLE = 0b11L << 8;
    private static final long ACCESS_FLAG = 1L << 10;
    private static final long RAM_ATTRIBUTES = MEMATTR_WRITE_BACK | READ_AND_WRITE | INNER_SHAREABLE | ACCESS_FLAG;

    /** What the host chooses of an unprotected mapping besides its address: MemAttr and S2AP. */
    private static final long HOST_ATTRIBUTES = MEMATTR | READ_AND_WRITE;

    /** XN[1:0] = 0b10: nothing in shared memory is executable. */
    private static final long EXECUTE_NEVER = 0b10L << 53;

    /** A protected IPA without memory. */
    public static RttEntry unassigned(Ripas ripas, int level) {
        return new RttEntry((long) ripas.ordinal() << RIPAS_SHIFT, level);
    }

    /** A protected IPA with memory; only RIPAS RAM makes it accessible. */
    public static RttEntry assigned(Ripas ripas, long address, int level) {
        if (ripas == Ripas.RAM) {
            return new RttEntry(address | RAM_ATTRIBUTES | leafType(level), level);
        }
        long state = (long) Hipas.ASSIGNED.ordinal() << HIPAS_SHIFT | (long) ripas.ordinal() << RIPAS_SHIFT;
        return new RttEntry(address | state, level);
    }

    /** An unprotected IPA that the host has not mapped. */
    public static RttEntry unassignedNonSecure(int level) {
        return new RttEntry(NON_SECURE, level);
    }

    /** An unprotected IPA that the host has mapped, with the address and attributes of its choice. */
    public static RttEntry assignedNonSecure(long hostDescriptor, int level) {
        long chosen = hostDescriptor & (ADDRESS | HOST_ATTRIBUTES);
        long shareability = (chosen & MEMATTR_CACHEABLE) == MEMATTR_CACHEABLE ? INNER_SHAREABLE : OUTER_SHAREABLE;
        return new RttEntry(chosen | shareability | ACCESS_FLAG | NON_SECURE | EXECUTE_NEVER | leafType(level), level);
    }

    /** An entry that leads to a table of the next level. */
    public static RttEntry table(long address, int level) {
        return new RttEntry(address | TABLE_OR_PAGE | VALID, level);
    }

    private static long leafType(int level) {
        return level == LAST_LEVEL ? TABLE_OR_PAGE | VALID : VALID;
    }

    /** Whether a descriptor has only bits that the host may choose, of which MemAttr is not the reserved value. */
    public static boolean isHostDescriptor(long descriptor) {
        return (descriptor & ~(ADDRESS | HOST_ATTRIBUTES)) == 0 && (descriptor & MEMATTR) != MEMATTR_RESERVED;
    }

    /** Whether the address in a descriptor is on a boundary of what an entry of a level maps. */
    public static boolean isAddressAligned(long descriptor, int level) {
        return (descriptor & ADDRESS & (mappedBytes(level) - 1)) == 0;
    }

    /** The bytes that one entry of a level maps. */
    public static long mappedBytes(int level) {
        return 1L << mappedBits(level);
    }

    static int mappedBits(int level) {
        return 12 + 9 * (LAST_LEVEL - level);
    }

    public boolean isTable() {
        return level < LAST_LEVEL && (descriptor & (TABLE_OR_PAGE | VALID)) == (TABLE_OR_PAGE | VALID);
    }

    private boolean isLeaf() {
        return (descriptor & VALID) != 0 && !isTable();
    }

    /** Whether a granule of the realm or a table hangs on it; memory of the host does not count. */
    boolean keepsTableAlive() {
        return isLive() && !isNonSecure();
    }

    /** Whether it belongs to the unprotected half. */
    public boolean isNonSecure() {
        return !isTable() && (descriptor & NON_SECURE) != 0;
    }

    public Hipas hipas() {
        if (isTable()) {
            return Hipas.TABLE;
        }
        boolean assigned = isLeaf() || (descriptor & HIPAS_MASK) != 0;
        return assigned ? Hipas.ASSIGNED : Hipas.UNASSIGNED;
    }

    /** RIPAS; EMPTY for a table and for the unprotected half, which have none. */
    public Ripas ripas() {
        if (isTable() || isNonSecure()) {
            return Ripas.EMPTY;
        }
        return isLeaf() ? Ripas.RAM : Ripas.of((int) ((descriptor & RIPAS_MASK) >>> RIPAS_SHIFT));
    }

    /** The address of the memory or of the table. */
    public long address() {
        return descriptor & ADDRESS;
    }

    /** What RMI_RTT_READ_ENTRY tells the host: the address, and of an unprotected mapping the host's attributes. */
    public long hostView() {
        if (hipas() == Hipas.UNASSIGNED) {
            return 0;
        }
        return isNonSecure() ? descriptor & (ADDRESS | HOST_ATTRIBUTES) : address();
    }

    /** Whether memory or a table hangs on it. */
    public boolean isLive() {
        return hipas() != Hipas.UNASSIGNED;
    }

    /** The same state for the n-th part of what this entry maps, one level further down. */
    RttEntry part(int n) {
        int next = level + 1;
        long address = address() + n * mappedBytes(next);
        if (isNonSecure()) {
            return hipas() == Hipas.ASSIGNED
                    ? assignedNonSecure(address | (descriptor & HOST_ATTRIBUTES), next)
                    : unassignedNonSecure(next);
        }
        return hipas() == Hipas.ASSIGNED ? assigned(ripas(), address, next) : unassigned(ripas(), next);
    }

    /** The same state for all of what a table of such entries maps, one level further up. */
    RttEntry whole() {
        int next = level - 1;
        if (isNonSecure()) {
            return hipas() == Hipas.ASSIGNED ? assignedNonSecure(descriptor, next) : unassignedNonSecure(next);
        }
        return hipas() == Hipas.ASSIGNED ? assigned(ripas(), address(), next) : unassigned(ripas(), next);
    }

    @Override
    public String toString() {
        String state =
                isTable() ? "TABLE" : isNonSecure() ? hipas() + "_NS" : "%s with RIPAS %s".formatted(hipas(), ripas());
        return "%s at level %d".formatted(state, level);
    }
}

package dev.realmstep.memory;

import org.jspecify.annotations.Nullable;

/**
 * The granule protection check of one requester (Arm ARM D9.3): is a physical address accessible in a physical address
 * space, according to the granule protection table in memory that GPCCR_EL3 and GPTBR_EL3 describe?
 *
 * <p>The table is read from the Root physical address space at each check. Callers that keep an answer must drop it
 * when the architecture says so (TLBI PA*, writes to the two registers).
 */
public final class GranuleProtectionCheck {
    private static final int GPI_NONE = 0b0000;
    private static final int GPI_ANY = 0b1111;
    private static final int LEVEL0_BLOCK = 0b0001;
    private static final int LEVEL0_TABLE = 0b0011;
    private static final int LEVEL1_CONTIGUOUS = 0b0001;
    private static final long TABLE_ADDRESS = 0x000F_FFFF_FFFF_F000L;

    private final SystemBus bus;
    private long control;
    private long tableBase;

    public GranuleProtectionCheck(SystemBus bus) {
        this.bus = bus;
    }

    /** GPCCR_EL3. */
    public long control() {
        return control;
    }

    public void setControl(long gpccr) {
        control = gpccr;
    }

    /** GPTBR_EL3. */
    public long tableBase() {
        return tableBase;
    }

    public void setTableBase(long gptbr) {
        tableBase = gptbr;
    }

    /**
     * Checks one access.
     *
     * @return null if it is admitted, else the fault
     */
    public @Nullable GranuleProtectionFault check(PhysicalAddressSpace space, long address) {
        if (!GranuleProtectionControl.enabled(control)) {
            return null;
        }
        if ((address >>> GranuleProtectionControl.protectedBits(control)) != 0) {
            // Beyond the protected range only Non-secure accesses pass (D9.3).
            return space == PhysicalAddressSpace.NON_SECURE
                    ? null
                    : new GranuleProtectionFault(GranuleProtectionFault.Kind.FAIL, 0, space, address);
        }
        int level0Bits = GranuleProtectionControl.level0EntryBits(control);
        try {
            long descriptor = level0(address >>> level0Bits);
            return switch ((int) descriptor & 0xF) {
                case LEVEL0_BLOCK -> verdict((int) (descriptor >>> 4) & 0xF, 0, space, address);
                case LEVEL0_TABLE -> level1(descriptor & TABLE_ADDRESS, address, level0Bits, space);
                default -> fault(GranuleProtectionFault.Kind.WALK, 0, space, address);
            };
        } catch (BusAbort e) {
            return fault(GranuleProtectionFault.Kind.EXTERNAL_ABORT, 0, space, address);
        }
    }

    private long level0(long index) throws BusAbort {
        long base = (tableBase & 0xFF_FFFF_FFFFL) << 12;
        return bus.read(PhysicalAddressSpace.ROOT, base + index * 8, 8);
    }

    private @Nullable GranuleProtectionFault level1(
            long table, long address, int level0Bits, PhysicalAddressSpace space) {
        int granuleBits = GranuleProtectionControl.granuleBits(control);
        long granule = (address & ((1L << level0Bits) - 1)) >>> granuleBits;
        try {
            // A level 1 entry is 64 bits: sixteen granules, four bits each.
            long entry = bus.read(PhysicalAddressSpace.ROOT, table + (granule >>> 4) * 8, 8);
            int gpi = (entry & 0xF) == LEVEL1_CONTIGUOUS
                    ? (int) (entry >>> 4) & 0xF
                    : (int) (entry >>> ((granule & 0xF) * 4)) & 0xF;
            return verdict(gpi, 1, space, address);
        } catch (BusAbort e) {
            return fault(GranuleProtectionFault.Kind.EXTERNAL_ABORT, 1, space, address);
        }
    }

    private static @Nullable GranuleProtectionFault verdict(
            int gpi, int level, PhysicalAddressSpace space, long address) {
        if (gpi == GPI_ANY || gpi == space.granuleProtectionInformation()) {
            return null;
        }
        boolean known = gpi == GPI_NONE
                || (gpi >= PhysicalAddressSpace.SECURE.granuleProtectionInformation()
                        && gpi <= PhysicalAddressSpace.REALM.granuleProtectionInformation());
        return fault(
                known ? GranuleProtectionFault.Kind.FAIL : GranuleProtectionFault.Kind.WALK, level, space, address);
    }

    private static GranuleProtectionFault fault(
            GranuleProtectionFault.Kind kind, int level, PhysicalAddressSpace space, long address) {
        return new GranuleProtectionFault(kind, level, space, address);
    }
}

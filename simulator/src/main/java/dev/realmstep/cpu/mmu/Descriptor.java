package dev.realmstep.cpu.mmu;

/** The layout of VMSAv8-64 translation table descriptors, 4 KiB granule (Arm ARM D8.3). */
final class Descriptor {
    static final long ACCESS_FLAG = 1L << 10;
    static final long DIRTY_BIT_MODIFIER = 1L << 51;
    static final int LAST_LEVEL = 3;
    static final int PAGE_BITS = 12;
    static final int INDEX_BITS = 9;

    /** What this machine implements: ID_AA64MMFR0_EL1.PARange is 48 bits. */
    static final int PHYSICAL_ADDRESS_BITS = 48;

    private static final long VALID = 1;
    private static final long TABLE_OR_PAGE = 2;
    private static final long ADDRESS = 0x0000_FFFF_FFFF_F000L;

    private Descriptor() {}

    /** Whether it maps nothing: invalid, or a form that its level does not have. */
    static boolean isInvalid(long descriptor, int level) {
        if ((descriptor & VALID) == 0) {
            return true;
        }
        boolean block = (descriptor & TABLE_OR_PAGE) == 0;
        return block && (level == 0 || level == LAST_LEVEL);
    }

    static boolean isTable(long descriptor, int level) {
        return level != LAST_LEVEL && (descriptor & TABLE_OR_PAGE) != 0;
    }

    static long tableAddress(long descriptor) {
        return descriptor & ADDRESS;
    }

    /** Where the block or page begins that a descriptor maps. */
    static long outputAddress(long descriptor, int level) {
        return descriptor & ADDRESS & -(1L << mappedBits(level));
    }

    /** log2 of the bytes that one descriptor of a level maps. */
    static int mappedBits(int level) {
        return PAGE_BITS + INDEX_BITS * (LAST_LEVEL - level);
    }

    /** The level at which a walk of an address of so many bits starts. */
    static int startLevel(int inputBits) {
        return LAST_LEVEL - (inputBits - 1 - PAGE_BITS) / INDEX_BITS;
    }

    /** Address bits of a physical size field: TCR_ELx.{I}PS, VTCR_EL2.PS, no more than the machine has. */
    static int physicalBits(int field) {
        return switch (field) {
            case 0 -> 32;
            case 1 -> 36;
            case 2 -> 40;
            case 3 -> 42;
            case 4 -> 44;
            default -> PHYSICAL_ADDRESS_BITS;
        };
    }

    static boolean exceeds(long address, int bits) {
        return address >>> bits != 0;
    }

    static boolean bit(long value, int position) {
        return (value >>> position & 1) != 0;
    }
}

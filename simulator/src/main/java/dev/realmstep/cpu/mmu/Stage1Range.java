package dev.realmstep.cpu.mmu;

/**
 * The fields of TCR_ELx for the address range that a virtual address is in (Arm ARM D23.2.155).
 *
 * @param inputBits how many address bits are translated
 * @param topBits where the address ends that must be a sign extension: 56 with top byte ignored, else 64
 * @param table TTBRn_ELx
 */
record Stage1Range(
        boolean upper,
        int inputBits,
        int topBits,
        boolean walkDisabled,
        boolean unprivilegedDisabled,
        boolean hierarchicalDisabled,
        int outputBits,
        boolean managesAccessFlag,
        boolean managesDirtyState,
        long table) {
    private static final int SELECTOR = 55;

    /** T0SZ and T1SZ are 16 to 39 without FEAT_LVA and FEAT_TTST; others act as the nearest. */
    private static final int SMALLEST_SIZE = 16;

    private static final int LARGEST_SIZE = 39;

    static Stage1Range of(TranslationContext context, long address, boolean fetch) {
        Stage1Configuration stage1 = context.stage1();
        long tcr = stage1.control();
        if (!context.regime().hasUnprivileged()) {
            return new Stage1Range(
                    false,
                    inputBits(tcr, 0),
                    topBits(tcr, 20, 29, fetch),
                    false,
                    false,
                    Descriptor.bit(tcr, 24),
                    Descriptor.physicalBits((int) (tcr >>> 16) & 7),
                    Descriptor.bit(tcr, 21),
                    Descriptor.bit(tcr, 22),
                    stage1.table0());
        }
        boolean upper = Descriptor.bit(address, SELECTOR);
        int n = upper ? 1 : 0;
        return new Stage1Range(
                upper,
                inputBits(tcr, n * 16),
                topBits(tcr, 37 + n, 51 + n, fetch),
                Descriptor.bit(tcr, 7 + n * 16),
                Descriptor.bit(tcr, 55 + n),
                Descriptor.bit(tcr, 41 + n),
                Descriptor.physicalBits((int) (tcr >>> 32) & 7),
                Descriptor.bit(tcr, 39),
                Descriptor.bit(tcr, 40),
                upper ? stage1.table1() : stage1.table0());
    }

    private static int inputBits(long tcr, int shift) {
        int size = (int) (tcr >>> shift) & 0x3F;
        return 64 - Math.clamp(size, SMALLEST_SIZE, LARGEST_SIZE);
    }

    /** TBI, which TBID restricts to data. */
    private static int topBits(long tcr, int ignoreBit, int dataOnlyBit, boolean fetch) {
        return Descriptor.bit(tcr, ignoreBit) && !(fetch && Descriptor.bit(tcr, dataOnlyBit)) ? 56 : 64;
    }

    /** Whether an address lies in this range: the bits above the translated ones are all alike. */
    boolean holds(long address) {
        long extended = address << (64 - topBits) >> (64 - topBits) >> inputBits;
        return extended == (upper ? -1 : 0);
    }

    /** The bits that are translated. */
    long input(long address) {
        return address & (1L << inputBits) - 1;
    }
}

package dev.realmstep.cpu;

import dev.realmstep.cpu.mmu.TranslationRegime;

/** Whether the top byte of a virtual address is software's, in the current translation regime (Arm ARM D8.8). */
final class AddressTagging {
    /** TCR_ELx of a regime with two ranges, for the lower and the upper one. */
    private static final int TBI0 = 37;

    private static final int TBID0 = 51;
    /** TCR_ELx of a regime with one. */
    private static final int TBI = 20;

    private static final int TBID = 29;

    /** The highest bit of an address whose top byte is ignored; it tells the ranges apart. */
    static final int SELECTOR = 55;

    private static final int TAG_BITS = Long.SIZE - 1 - SELECTOR;

    private final ProcessingElement element;

    AddressTagging(ProcessingElement element) {
        this.element = element;
    }

    /**
     * Whether the top byte of an address is ignored.
     *
     * @param data whether the address is used for data, not for instructions
     */
    boolean isTopByteIgnored(long address, boolean data) {
        if (!hasTwoRanges()) {
            return ignores(TBI, TBID, data);
        }
        int range = (int) (address >>> SELECTOR & 1);
        return ignores(TBI0 + range, TBID0 + range, data);
    }

    /** Whether the top byte is ignored in any range. */
    boolean isTopByteIgnored(boolean data) {
        return hasTwoRanges()
                ? ignores(TBI0, TBID0, data) || ignores(TBI0 + 1, TBID0 + 1, data)
                : ignores(TBI, TBID, data);
    }

    /** What the program counter becomes when execution goes to an address, which loses its tag (AArch64.BranchAddr). */
    long branchAddress(long address) {
        // Asked for each branch, and mostly there is neither a tag nor an upper half.
        if (address >> SELECTOR == 0 || !isTopByteIgnored(address, false)) {
            return address;
        }
        return hasTwoRanges() ? address << TAG_BITS >> TAG_BITS : address << TAG_BITS >>> TAG_BITS;
    }

    /** Whether the regime has a range for addresses that begin with ones. */
    boolean hasTwoRanges() {
        return regime().hasUnprivileged();
    }

    private boolean ignores(int topByte, int dataOnly, boolean data) {
        long control = translationControl();
        return (control >>> topByte & 1) != 0 && (data || (control >>> dataOnly & 1) == 0);
    }

    private TranslationRegime regime() {
        return element.memory().contexts().regimeOf(element.exceptionLevel());
    }

    /** TCR_ELx of the current regime. */
    long translationControl() {
        return element.systemRegisters()
                .get(
                        switch (regime()) {
                            case EL1_0 -> SystemRegister.TCR_EL1;
                            case EL2, EL2_0 -> SystemRegister.TCR_EL2;
                            case EL3 -> SystemRegister.TCR_EL3;
                        });
    }
}

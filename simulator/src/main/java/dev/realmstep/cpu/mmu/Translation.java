package dev.realmstep.cpu.mmu;

import dev.realmstep.memory.PhysicalAddressSpace;

/**
 * Where an access goes.
 *
 * @param address physical
 * @param memoryAttribute as a byte of MAIR_ELx
 * @param firstStageBits log2 of the bytes that the stage 1 descriptor maps, which one TLB invalidation must cover
 * @param readable whether a read would be admitted where a write was
 * @param guarded whether branches must land on instructions that are meant for it (FEAT_BTI)
 */
public record Translation(
        PhysicalAddressSpace space,
        long address,
        int memoryAttribute,
        int firstStageBits,
        boolean readable,
        boolean guarded) {
    /** Device-nGnRnE: strongly ordered, aligned. */
    static final int DEVICE = 0x00;

    /** Normal, Write-Back, allocating. */
    static final int NORMAL = 0xFF;

    /** Whether it is Device memory: attribute 0b0000dd00. */
    public boolean isDevice() {
        return isDevice(memoryAttribute);
    }

    static boolean isDevice(int memoryAttribute) {
        return memoryAttribute >>> 4 == 0;
    }
}

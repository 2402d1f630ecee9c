package dev.realmstep.cpu.mmu;

import dev.realmstep.memory.PhysicalAddressSpace;

/**
 * What one stage of translation makes of an address.
 *
 * @param mappedBits log2 of the bytes that its descriptor maps
 * @param guarded whether stage 1 wants branches to land on instructions that are meant for it
 */
record StageOutput(
        PhysicalAddressSpace space,
        long address,
        int memoryAttribute,
        int mappedBits,
        boolean readable,
        boolean guarded) {}

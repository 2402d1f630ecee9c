package dev.realmstep.cpu.mmu;

import dev.realmstep.memory.PhysicalAddressSpace;

/**
 * What one stage of translation makes of an address.
 *
 * @param mappedBits log2 of the bytes that its descriptor maps
 */
record StageOutput(PhysicalAddressSpace space, long address, int memoryAttribute, int mappedBits, boolean readable) {}

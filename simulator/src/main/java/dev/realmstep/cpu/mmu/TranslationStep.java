package dev.realmstep.cpu.mmu;

import dev.realmstep.memory.GranuleProtectionFault;
import dev.realmstep.memory.PhysicalAddressSpace;
import org.jspecify.annotations.Nullable;

/** One step of a translation, as a debugger shows it. */
public sealed interface TranslationStep {
    /** A stage was off: its input is its output. */
    record StageOff(int stage, long address) implements TranslationStep {}

    /** A descriptor was read. */
    record DescriptorRead(
            int stage, int level, long input, PhysicalAddressSpace space, long descriptorAddress, long descriptor)
            implements TranslationStep {}

    /** A stage came to its output: an IPA of stage 1 below stage 2, else a physical address. */
    record StageOutput(int stage, int level, long input, long output, PhysicalAddressSpace space)
            implements TranslationStep {}

    /** The granule protection check of the final access. */
    record GranuleChecked(
            PhysicalAddressSpace space,
            long address,
            @Nullable GranuleProtectionFault fault) implements TranslationStep {}
}

package dev.realmstep.cpu.mmu;

import dev.realmstep.memory.PhysicalAddressSpace;
import org.jspecify.annotations.Nullable;

/**
 * All that a translation depends on besides tables in memory; accesses in equal contexts may share translations.
 *
 * @param world the physical address space of the current security state
 * @param privileged whether the access has the rights of the regime's higher exception level
 * @param privilegedAccessNever PSTATE.PAN
 * @param alignmentChecked SCTLR_ELx.A
 * @param stage2 null where stage 2 is off
 */
public record TranslationContext(
        TranslationRegime regime,
        PhysicalAddressSpace world,
        boolean privileged,
        boolean privilegedAccessNever,
        boolean alignmentChecked,
        Stage1Configuration stage1,
        @Nullable Stage2Configuration stage2) {
    /** Whether every access must be aligned, whatever it maps to: asked for, or all memory is Device. */
    public boolean alwaysAligned() {
        return alignmentChecked || (!stage1.enabled() && !stage1.defaultCacheable());
    }
}

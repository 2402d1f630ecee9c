/**
 * Address translation (Arm ARM D8): stage 1, stage 2, their walks and faults, and the TLB.
 *
 * <p>It knows the architecture's tables and none of the processing element's registers: what a translation depends on
 * comes in as a {@link dev.realmstep.cpu.mmu.TranslationContext}.
 */
@NullMarked
package dev.realmstep.cpu.mmu;

import org.jspecify.annotations.NullMarked;

package dev.realmstep.cpu.engine.translator.ir;

import dev.realmstep.cpu.Permission;
import dev.realmstep.cpu.PointerSigning;
import java.util.Set;

/**
 * What a translation takes for granted: the state of the element and of the page under which it was made.
 *
 * @param level the exception level, 0 to 3
 * @param ownStackPointer PSTATE.SP: the stack pointer is that of the level
 * @param vectorsOpen no trap keeps from the vector registers, and they are all that SVE's hold
 * @param plainFloatingPoint FPCR asks for nothing that the host does not do by itself
 * @param alwaysAligned every access to memory has to be aligned
 * @param strictBranchTargets SCTLR_ELx.BT
 * @param guarded branches into the page must land on what is meant for them
 * @param permissions what causes no exception
 * @param signing what instructions of pointer authentication do
 */
public record TranslationState(
        int level,
        boolean ownStackPointer,
        boolean vectorsOpen,
        boolean plainFloatingPoint,
        boolean alwaysAligned,
        boolean strictBranchTargets,
        boolean guarded,
        Set<Permission> permissions,
        PointerSigning signing) {}

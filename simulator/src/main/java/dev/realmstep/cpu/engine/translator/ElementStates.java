package dev.realmstep.cpu.engine.translator;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import dev.realmstep.cpu.mmu.JumpCache;
import org.jspecify.annotations.Nullable;

/**
 * The state of an element as far as translations depend on it, asked for at each look for a block: it is made anew only when
 * something has changed.
 */
final class ElementStates {
    private static final int CONTEXT_SHIFT = 4;

    private final ProcessingElement element;
    private final MemoryManagementUnit memory;
    private final TranslationCache cache;
    private final @Nullable TranslationState[] current = new @Nullable TranslationState[2];
    /** What exception level, world, and registers of the translation regime have been since. */
    private int fetchContext;

    private long key;
    private boolean strictBranchTargets;

    ElementStates(ProcessingElement element, TranslationCache cache) {
        this.element = element;
        this.cache = cache;
        this.memory = element.memory();
        renew(quickBits());
    }

    /** For pages that are guarded, or not. */
    TranslationState state(boolean guarded) {
        refresh();
        int index = guarded ? 1 : 0;
        TranslationState state = current[index];
        if (state == null) {
            state = cache.unique(make(guarded));
            current[index] = state;
        }
        return state;
    }

    /** What tells the jump cache's entries of different states apart, in place; whether a page is guarded aside. */
    long key() {
        refresh();
        return key;
    }

    private void refresh() {
        int bits = quickBits();
        if (memory.fetchContext() != fetchContext || (key >>> JumpCache.KEY_SHIFT & 0xE) != bits) {
            renew(bits);
        }
    }

    private void renew(int bits) {
        int context = memory.context();
        fetchContext = memory.fetchContext();
        strictBranchTargets = element.isStrictAboutBranchTargets();
        long number = (long) context << CONTEXT_SHIFT | bits | (strictBranchTargets ? 1 : 0);
        key = number << JumpCache.KEY_SHIFT;
        current[0] = null;
        current[1] = null;
    }

    /** What can change without {@link MemoryManagementUnit#fetchContext}. */
    private int quickBits() {
        return (element.state().stackPointerSelect() ? 8 : 0)
                | (element.areVectorsPlain() ? 4 : 0)
                | (element.floatingPoint().isPlain() ? 2 : 0);
    }

    private TranslationState make(boolean guarded) {
        return new TranslationState(
                element.exceptionLevel().number(),
                element.state().stackPointerSelect(),
                element.areVectorsPlain(),
                element.floatingPoint().isPlain(),
                memory.checksAlignment(),
                strictBranchTargets,
                guarded);
    }
}

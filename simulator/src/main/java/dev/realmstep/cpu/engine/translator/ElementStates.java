package dev.realmstep.cpu.engine.translator;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.Permission;
import dev.realmstep.cpu.PointerAuthentication;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import dev.realmstep.cpu.mmu.JumpCache;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of an element as far as translations depend on it, asked for at each look for a block. Exceptions and their
 * returns lead back and forth between few states, so each is made once and known by its features from then on.
 */
final class ElementStates {
    /** What {@link JumpCache#KEY_SHIFT} leaves room for. */
    private static final int KEYS = 1 << 15;

    private static final List<Permission> PERMISSIONS = List.of(Permission.values());
    private static final int RECENT = 64;
    private static final int CONTEXT_BITS = 10;
    private static final int STACK_POINTER = 1;
    private static final int VECTORS = 2;
    private static final int FLOATING_POINT = 4;
    private static final int QUICK_BITS = 3;

    /** A state: its key, and its descriptions for pages that are guarded and those that are not, as they are asked for. */
    private static final class Known {
        private final long features;
        private final long key;
        private final @Nullable TranslationState[] states = new @Nullable TranslationState[2];

        private Known(long features, long key) {
            this.features = features;
            this.key = key;
        }
    }

    private final ProcessingElement element;
    private final MemoryManagementUnit memory;
    private final TranslationCache cache;
    private final Map<Long, Known> known = new HashMap<>();
    private final @Nullable Known[] recent = new @Nullable Known[RECENT];
    private Known current;
    private int quickFeatures;
    /** What exception level, world, and registers of the translation regime have been since. */
    private int fetchContext;

    private int contextEpoch;

    ElementStates(ProcessingElement element, TranslationCache cache) {
        this.element = element;
        this.cache = cache;
        this.memory = element.memory();
        this.current = renew(quickFeatures());
    }

    /** For pages that are guarded, or not. */
    TranslationState state(boolean guarded) {
        Known now = now();
        int index = guarded ? 1 : 0;
        TranslationState state = now.states[index];
        if (state == null) {
            state = cache.unique(make(guarded));
            now.states[index] = state;
        }
        return state;
    }

    /** What tells the jump cache's entries of different states apart, in place; whether a page is guarded aside. */
    long key() {
        return now().key;
    }

    private Known now() {
        int quick = quickFeatures();
        if (memory.fetchContext() != fetchContext || quick != quickFeatures) {
            current = renew(quick);
        }
        return current;
    }

    private Known renew(int quick) {
        // Asked for first: it may start the numbers of contexts anew.
        int context = memory.context();
        fetchContext = memory.fetchContext();
        quickFeatures = quick;
        if (memory.contextEpoch() != contextEpoch) {
            contextEpoch = memory.contextEpoch();
            forget();
        }
        long features = (slowFeatures() << QUICK_BITS | quick) << CONTEXT_BITS | context;
        int slot = (int) (features ^ features >>> CONTEXT_BITS) & (RECENT - 1);
        Known found = recent[slot];
        if (found == null || found.features != features) {
            found = find(features);
            recent[slot] = found;
        }
        return found;
    }

    private Known find(long features) {
        Known found = known.get(features);
        if (found == null) {
            if (known.size() == KEYS) {
                memory.jumps().clear();
                forget();
            }
            found = new Known(features, (long) known.size() << JumpCache.KEY_SHIFT);
            known.put(features, found);
        }
        return found;
    }

    private void forget() {
        known.clear();
        Arrays.fill(recent, null);
    }

    /** What can change without {@link MemoryManagementUnit#fetchContext}. */
    private int quickFeatures() {
        return (element.state().stackPointerSelect() ? STACK_POINTER : 0)
                | (element.areVectorsPlain() ? VECTORS : 0)
                | (element.floatingPoint().isPlain() ? FLOATING_POINT : 0);
    }

    /** What only registers say that the number of the context does not stand for. */
    private long slowFeatures() {
        long features = element.isStrictAboutBranchTargets() ? 1 : 0;
        for (Permission permission : PERMISSIONS) {
            features = features << 1 | (permission.isGiven(element) ? 1 : 0);
        }
        return features << PointerAuthentication.FEATURE_BITS
                | element.pointerAuthentication().features();
    }

    private TranslationState make(boolean guarded) {
        return new TranslationState(
                element.exceptionLevel().number(),
                element.state().stackPointerSelect(),
                element.areVectorsPlain(),
                element.floatingPoint().isPlain(),
                memory.checksAlignment(),
                element.isStrictAboutBranchTargets(),
                guarded,
                permissions(),
                element.pointerAuthentication().signing());
    }

    private Set<Permission> permissions() {
        Set<Permission> given = EnumSet.noneOf(Permission.class);
        for (Permission permission : PERMISSIONS) {
            if (permission.isGiven(element)) {
                given.add(permission);
            }
        }
        return Set.copyOf(given);
    }
}

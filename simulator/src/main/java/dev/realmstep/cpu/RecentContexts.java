package dev.realmstep.cpu;

import dev.realmstep.cpu.mmu.TranslationContext;
import dev.realmstep.cpu.mmu.TranslationLookasideBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The numbers of the contexts that exceptions lead back and forth between, found without looking at what they consist of. */
final class RecentContexts {
    private static final int COUNT = 4;

    private final TranslationLookasideBuffer buffer;
    private final @Nullable TranslationContext[] contexts = new @Nullable TranslationContext[COUNT];
    private final int[] numbers = new int[COUNT];
    private int generation;
    private int next;

    RecentContexts(TranslationLookasideBuffer buffer) {
        this.buffer = buffer;
    }

    /** As {@link TranslationLookasideBuffer#numberOf}. */
    @SuppressWarnings("ReferenceEquality") // another object that is equal is only slower
    int numberOf(TranslationContext context) {
        if (generation == buffer.generation()) {
            for (int i = 0; i < COUNT; i++) {
                if (contexts[i] == context) {
                    return numbers[i];
                }
            }
        }
        return look(context);
    }

    private int look(TranslationContext context) {
        int number = buffer.numberOf(context);
        if (generation != buffer.generation()) {
            Arrays.fill(contexts, null);
            generation = buffer.generation();
        }
        contexts[next] = context;
        numbers[next] = number;
        next = (next + 1) % COUNT;
        return number;
    }
}

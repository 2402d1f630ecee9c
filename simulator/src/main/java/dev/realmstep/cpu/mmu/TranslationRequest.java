package dev.realmstep.cpu.mmu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One address to translate.
 *
 * @param bytes size of the access: what Device memory wants it aligned to
 * @param maintainsFlags whether hardware management of the Access flag and dirty state may write descriptors
 * @param steps collects the way through the tables, or null
 */
public record TranslationRequest(
        TranslationContext context,
        long address,
        int bytes,
        AccessKind kind,
        boolean maintainsFlags,
        @Nullable List<TranslationStep> steps) {
    /** An access of the running program. */
    public static TranslationRequest access(TranslationContext context, long address, int bytes, AccessKind kind) {
        return new TranslationRequest(context, address, bytes, kind, true, null);
    }

    /** A question that leaves no trace in memory. */
    public static TranslationRequest inquiry(
            TranslationContext context, long address, AccessKind kind, @Nullable List<TranslationStep> steps) {
        return new TranslationRequest(context, address, 1, kind, false, steps);
    }

    void record(TranslationStep step) {
        if (steps != null) {
            steps.add(step);
        }
    }
}

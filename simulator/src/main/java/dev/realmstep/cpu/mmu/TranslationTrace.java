package dev.realmstep.cpu.mmu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one address through both stages and the granule protection check.
 *
 * @param result null if a fault ended it
 * @param fault null if it came through
 */
public record TranslationTrace(
        List<TranslationStep> steps,
        @Nullable Translation result,
        @Nullable TranslationFault fault) {}

package dev.realmstep.config.syntax;

import org.jspecify.annotations.Nullable;

/** Translates the lexer's offsets, which count code points, into those of a {@link String}, which count UTF-16 units. */
final class CodePointOffsets {
    /** By code point; absent if no character of the text needs two units, which is nearly always. */
    private final int @Nullable [] units;

    CodePointOffsets(String text) {
        int codePoints = text.codePointCount(0, text.length());
        this.units = codePoints == text.length() ? null : units(text, codePoints);
    }

    private static int[] units(String text, int codePoints) {
        int[] units = new int[codePoints + 1];
        for (int i = 0; i < codePoints; i++) {
            units[i + 1] = units[i] + Character.charCount(text.codePointAt(units[i]));
        }
        return units;
    }

    int unit(int codePoint) {
        return units == null ? codePoint : units[codePoint];
    }
}

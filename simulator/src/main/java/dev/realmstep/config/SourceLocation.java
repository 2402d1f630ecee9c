package dev.realmstep.config;

import java.util.Map;

/**
 * Where an element of the model stands in its file.
 *
 * @param range the whole statement
 * @param parts the parts of it that are written out
 */
public record SourceLocation(TextRange range, Map<Part, TextRange> parts) {
    public SourceLocation {
        parts = Map.copyOf(parts);
    }

    /** A statement of which no parts are known. */
    public static SourceLocation of(TextRange range) {
        return new SourceLocation(range, Map.of());
    }

    public boolean has(Part part) {
        return parts.containsKey(part);
    }

    /** Where a part stands, or the whole statement where the part is not written out. */
    public TextRange of(Part part) {
        return parts.getOrDefault(part, range);
    }
}

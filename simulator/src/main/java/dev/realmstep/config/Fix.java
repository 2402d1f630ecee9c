package dev.realmstep.config;

import java.util.List;

/**
 * A change of the text that removes a finding.
 *
 * @param title says in the imperative what it does
 * @param edits do not overlap
 */
public record Fix(String title, List<Edit> edits) {
    /** The text of a range is replaced. */
    public record Edit(TextRange range, String newText) {}

    public Fix {
        edits = List.copyOf(edits);
    }

    public static Fix replace(String title, TextRange range, String newText) {
        return new Fix(title, List.of(new Edit(range, newText)));
    }
}

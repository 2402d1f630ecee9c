package dev.realmstep.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finding about a {@code .realm} file.
 *
 * @param code what kind of finding, stable over versions
 * @param range where
 * @param message one line: what is wrong, with the numbers, and what would be right
 * @param related other places that take part
 * @param fix a change that removes the finding, where there is one
 */
public record Diagnostic(
        DiagnosticCode code, TextRange range, String message, List<Related> related, Optional<Fix> fix) {
    /** Another place that takes part in a finding. */
    public record Related(TextRange range, String message) {}

    public Diagnostic {
        related = List.copyOf(related);
    }

    public static Diagnostic of(DiagnosticCode code, TextRange range, String message) {
        return new Diagnostic(code, range, message, List.of(), Optional.empty());
    }

    public Diagnostic withRelated(TextRange place, String text) {
        List<Related> all = new ArrayList<>(related);
        all.add(new Related(place, text));
        return new Diagnostic(code, range, message, all, fix);
    }

    public Diagnostic withFix(Fix change) {
        return new Diagnostic(code, range, message, related, Optional.of(change));
    }

    public Severity severity() {
        return code.severity();
    }
}

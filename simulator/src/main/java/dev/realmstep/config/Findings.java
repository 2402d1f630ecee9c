package dev.realmstep.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Collects what is found in one file, up to a limit: nobody reads more, and a file of rubbish must not cost more. */
public final class Findings {
    /** A screen or two of an editor's list of problems. */
    public static final int LIMIT = 200;

    private final List<Diagnostic> found = new ArrayList<>();

    public void add(Diagnostic diagnostic) {
        if (found.size() < LIMIT) {
            found.add(diagnostic);
        } else if (found.size() == LIMIT) {
            found.add(Diagnostic.of(
                    DiagnosticCode.TOO_MANY_FINDINGS,
                    diagnostic.range(),
                    "more than %d findings; the ones beyond are not listed".formatted(LIMIT)));
        }
    }

    /** In the order of the text. */
    public List<Diagnostic> inOrder() {
        return sorted(found.stream());
    }

    private static List<Diagnostic> sorted(Stream<Diagnostic> diagnostics) {
        return diagnostics
                .sorted(Comparator.<Diagnostic>comparingInt(d -> d.range().startLine())
                        .thenComparingInt(d -> d.range().startColumn())
                        .thenComparing(Diagnostic::code))
                .toList();
    }
}

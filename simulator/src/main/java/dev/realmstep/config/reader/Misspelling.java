package dev.realmstep.config.reader;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Fix;
import dev.realmstep.config.Spelling;
import dev.realmstep.config.TextRange;
import java.util.Collection;
import java.util.Optional;

/** Words that are not known, with the one that was probably meant. */
final class Misspelling {
    private Misspelling() {}

    static Diagnostic of(
            String word, TextRange range, Collection<String> candidates, DiagnosticCode code, String message) {
        Optional<String> meant = Spelling.closest(word, candidates);
        Diagnostic diagnostic = Diagnostic.of(code, range, message + Spelling.hint(meant));
        return meant.map(right -> diagnostic.withFix(Fix.replace("Change to `" + right + "`", range, right)))
                .orElse(diagnostic);
    }
}

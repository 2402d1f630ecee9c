package dev.realmstep.config.check;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.Severity;
import dev.realmstep.config.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;

/**
 * A {@code .realm} file and all that is known of it.
 *
 * @param tree there is always one
 * @param realms as far as they can be understood; to be built only if there are no errors
 * @param diagnostics in the order of the text
 */
public record CheckedFile(SyntaxTree tree, List<RealmConfiguration> realms, List<Diagnostic> diagnostics) {
    public CheckedFile {
        realms = List.copyOf(realms);
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }

    /** The realm whose block a position is in. */
    public Optional<RealmConfiguration> realmAt(int line, int column) {
        return tree.blockAt(line, column)
                .flatMap(block -> realms.stream()
                        .filter(realm -> realm.source().range().equals(block.range()))
                        .findFirst());
    }
}

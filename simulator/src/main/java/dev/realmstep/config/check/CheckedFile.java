package dev.realmstep.config.check;

import dev.realmstep.config.Description;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.Severity;
import dev.realmstep.config.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@code .realm} file and all that is known of it.
 *
 * @param tree there is always one
 * @param realms as far as they can be understood; to be built only if there are no errors
 * @param machines the same
 * @param diagnostics in the order of the text
 */
public record CheckedFile(
        SyntaxTree tree,
        List<RealmConfiguration> realms,
        List<MachineConfiguration> machines,
        List<Diagnostic> diagnostics) {
    public CheckedFile {
        machines = List.copyOf(machines);
        realms = List.copyOf(realms);
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }

    /** All that the file describes: realms, then machines. */
    public List<Description> descriptions() {
        return Stream.<Description>concat(realms.stream(), machines.stream()).toList();
    }

    /** What the block describes that a position is in. */
    public Optional<Description> descriptionAt(int line, int column) {
        return tree.blockAt(line, column)
                .flatMap(block -> descriptions().stream()
                        .filter(description -> description.source().range().equals(block.range()))
                        .findFirst());
    }

    /** The realm whose block a position is in. */
    public Optional<RealmConfiguration> realmAt(int line, int column) {
        return descriptionAt(line, column)
                .filter(RealmConfiguration.class::isInstance)
                .map(RealmConfiguration.class::cast);
    }
}

package dev.realmstep.lsp;

import dev.realmstep.config.Description;
import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.FileFacts;
import dev.realmstep.config.check.ReachableFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DocumentLink;

/** The names of files that are there, as links to them. */
final class FileLinks {
    private FileLinks() {}

    static List<DocumentLink> of(CheckedFile file, ReachableFiles files) {
        return file.descriptions().stream()
                .flatMap(description -> references(description)
                        .filter(reference -> isThere(files.inspect(description, reference)))
                        .map(reference -> link(description, reference)))
                .toList();
    }

    /** All files that a description names. */
    static Stream<FileReference> references(Description description) {
        return switch (description) {
            case RealmConfiguration realm -> references(realm);
            case MachineConfiguration machine ->
                Stream.of(
                                machine.loads().stream().map(LoadDirective::file),
                                machine.symbols().stream(),
                                machine.realmSymbols().stream(),
                                machine.attestationKeys().files().stream())
                        .flatMap(references -> references);
        };
    }

    private static Stream<FileReference> references(RealmConfiguration realm) {
        Stream<FileReference> tree =
                realm.dtb() instanceof DeviceTreeSource.FromFile source ? Stream.of(source.file()) : Stream.empty();
        return Stream.of(
                        realm.loads().stream().map(LoadDirective::file),
                        realm.symbols().stream(),
                        realm.devices().stream().map(DeviceDescription::file).flatMap(Optional::stream),
                        realm.attestationKeys().files().stream(),
                        tree)
                .flatMap(references -> references);
    }

    /** The paths of all files that a document names. */
    static Stream<Path> paths(CheckedFile file) {
        return file.descriptions().stream()
                .flatMap(description ->
                        references(description).flatMap(reference -> path(description, reference).stream()));
    }

    private static Optional<Path> path(Description description, FileReference reference) {
        try {
            return Optional.of(description.resolve(reference).normalize());
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }

    private static boolean isThere(FileFacts facts) {
        return !(facts instanceof FileFacts.Missing
                || facts instanceof FileFacts.Unreadable
                || facts instanceof FileFacts.Folder
                || facts instanceof FileFacts.Unknown);
    }

    private static DocumentLink link(Description description, FileReference reference) {
        return new DocumentLink(
                Positions.toRange(reference.range()),
                description.resolve(reference).normalize().toUri().toString());
    }
}

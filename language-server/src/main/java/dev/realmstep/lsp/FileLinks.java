package dev.realmstep.lsp;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.LoadDirective;
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
        return file.realms().stream()
                .flatMap(realm -> references(realm)
                        .filter(reference -> isThere(files.inspect(realm, reference)))
                        .map(reference -> link(realm, reference)))
                .toList();
    }

    /** All files that a realm names. */
    static Stream<FileReference> references(RealmConfiguration realm) {
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

    /** The paths of all files that a document's realms name. */
    static Stream<Path> paths(CheckedFile file) {
        return file.realms().stream()
                .flatMap(realm -> references(realm).flatMap(reference -> path(realm, reference).stream()));
    }

    private static Optional<Path> path(RealmConfiguration realm, FileReference reference) {
        try {
            return Optional.of(realm.resolve(reference).normalize());
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

    private static DocumentLink link(RealmConfiguration realm, FileReference reference) {
        return new DocumentLink(
                Positions.toRange(reference.range()),
                realm.resolve(reference).normalize().toUri().toString());
    }
}

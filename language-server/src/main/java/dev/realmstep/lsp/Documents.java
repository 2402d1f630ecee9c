package dev.realmstep.lsp;

import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.DiskFiles;
import dev.realmstep.config.check.ReachableFiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The documents that are open in the editor, each in its newest version. */
final class Documents {
    private final ReachableFiles disk = new DiskFiles();
    private final Map<String, OpenDocument> open = new ConcurrentHashMap<>();
    private final Map<String, Checked> checked = new ConcurrentHashMap<>();

    private record Checked(OpenDocument document, CheckedFile file) {}

    void put(OpenDocument document) {
        open.put(document.uri(), document);
    }

    Optional<OpenDocument> get(String uri) {
        return Optional.ofNullable(open.get(uri));
    }

    Collection<OpenDocument> all() {
        return List.copyOf(open.values());
    }

    void close(String uri) {
        open.remove(uri);
        checked.remove(uri);
    }

    boolean isNewest(OpenDocument document) {
        return document.equals(open.get(document.uri()));
    }

    /** Checks a document anew, because files that it names may have changed. */
    CheckedFile check(OpenDocument document) {
        CheckedFile file = document.check(disk);
        checked.put(document.uri(), new Checked(document, file));
        return file;
    }

    /** What is known of a document: as it was checked last, if the text is still the same. */
    CheckedFile checked(OpenDocument document) {
        Checked last = checked.get(document.uri());
        return last != null && last.document().equals(document) ? last.file() : check(document);
    }

    ReachableFiles filesOf(OpenDocument document) {
        return document.reachable(disk);
    }
}

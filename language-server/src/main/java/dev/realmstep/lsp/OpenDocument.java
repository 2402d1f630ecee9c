package dev.realmstep.lsp;

import dev.realmstep.config.TextRange;
import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.ReachableFiles;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.config.syntax.SourceText;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/**
 * One version of a document that is open in the editor. It does not change: an edit makes another.
 *
 * @param uri as the editor names it
 * @param version as the editor counts
 */
record OpenDocument(String uri, int version, SourceText source) {
    OpenDocument(String uri, int version, String text) {
        this(uri, version, new SourceText(text));
    }

    /** The document after edits, of which each is about the text that the one before left. */
    OpenDocument edited(int newVersion, List<TextDocumentContentChangeEvent> changes) {
        SourceText text = source;
        for (TextDocumentContentChangeEvent change : changes) {
            text = change.getRange() == null ? new SourceText(change.getText()) : edited(text, change);
        }
        return new OpenDocument(uri, newVersion, text);
    }

    private static SourceText edited(SourceText text, TextDocumentContentChangeEvent change) {
        TextRange range = Positions.fromRange(change.getRange());
        int begin = text.offset(range.startLine(), range.startColumn());
        int end = Math.max(begin, text.offset(range.endLine(), range.endColumn()));
        return new SourceText(
                text.text().substring(0, begin) + change.getText() + text.text().substring(end));
    }

    /** The folder that the names of files in it are relative to; none for a document that is not saved. */
    Optional<Path> folder() {
        return pathOf(uri).map(Path::getParent);
    }

    /** The path of a file on the disk; none for anything else. */
    static Optional<Path> pathOf(String uri) {
        try {
            URI parsed = URI.create(uri);
            return "file".equals(parsed.getScheme()) ? Optional.of(Path.of(parsed)) : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException strangeUri) {
            return Optional.empty();
        }
    }

    /** The files that it can name. */
    ReachableFiles reachable(ReachableFiles disk) {
        return folder().isPresent() ? disk : ReachableFiles.UNKNOWN;
    }

    /** Checks the text as it is in the editor. */
    CheckedFile check(ReachableFiles disk) {
        return new RealmFiles(reachable(disk)).checkText(source.text(), folder().orElse(Path.of("")));
    }
}

package dev.realmstep.config.check;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.reader.DescriptionReader;
import dev.realmstep.config.reader.Descriptions;
import dev.realmstep.config.syntax.RealmSyntax;
import dev.realmstep.config.syntax.SyntaxTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads and checks {@code .realm} files. Nothing that a file can hold ends in an exception. */
public final class RealmFiles {
    /** In bytes, and in characters of an editor's text. A realm takes some tens of lines; this is thousands. */
    public static final int MAX_SIZE = 256 * 1024;

    private final ReachableFiles files;

    /**
     * @param files what the realms' own files are looked up in
     */
    public RealmFiles(ReachableFiles files) {
        this.files = files;
    }

    /** Checks a file against the disk. */
    public static CheckedFile check(Path file) {
        return new RealmFiles(new DiskFiles()).checkFile(file);
    }

    /** Checks a file. */
    public CheckedFile checkFile(Path file) {
        try {
            long size = Files.size(file);
            if (size > MAX_SIZE) {
                return refused(DiagnosticCode.FILE_TOO_LARGE, tooLarge(size));
            }
            byte[] bytes = readBounded(file);
            if (bytes.length > MAX_SIZE) {
                return refused(DiagnosticCode.FILE_TOO_LARGE, tooLarge(bytes.length));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return checkText(text, folderOf(file));
        } catch (CharacterCodingException notUtf8) {
            return refused(DiagnosticCode.NOT_TEXT, "this is not a text in UTF-8, so it is no .realm file");
        } catch (NoSuchFileException absent) {
            return refused(DiagnosticCode.FILE_UNREADABLE, "there is no such file");
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : "it cannot be opened";
            return refused(DiagnosticCode.FILE_UNREADABLE, "the file cannot be read: " + reason);
        }
    }

    /**
     * Checks a text, saved or not.
     *
     * @param folder what the names of files in it are relative to
     */
    public CheckedFile checkText(String text, Path folder) {
        Optional<CheckedFile> refused = refuse(text);
        if (refused.isPresent()) {
            return refused.get();
        }
        SyntaxTree tree = RealmSyntax.parse(text);
        Findings findings = new Findings();
        tree.diagnostics().forEach(findings::add);
        Descriptions read = DescriptionReader.read(tree, folder, findings);
        read.realms().forEach(realm -> Checks.run(new RealmContext(realm, files), findings));
        read.machines().forEach(machine -> new MachineChecks(machine, files, findings).run());
        if (read.realms().isEmpty()
                && read.machines().isEmpty()
                && findings.inOrder().isEmpty()) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.EMPTY_FILE,
                    TextRange.FILE_START,
                    "the file describes no realm: it should hold at least `realm \"name\" { … }`"));
        }
        return new CheckedFile(tree, read.realms(), read.machines(), findings.inOrder());
    }

    /** One byte more than is allowed at the most: a device may have no size, and no end. */
    private static byte[] readBounded(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_SIZE + 1);
        }
    }

    private static Optional<CheckedFile> refuse(String text) {
        if (text.length() > MAX_SIZE) {
            return Optional.of(refused(DiagnosticCode.FILE_TOO_LARGE, tooLarge(text.length())));
        }
        boolean binary = text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
        return binary
                ? Optional.of(refused(
                        DiagnosticCode.NOT_TEXT,
                        "this is a binary file (it has control characters), so no .realm file"))
                : Optional.empty();
    }

    private static String tooLarge(long size) {
        return "the file has %d bytes; a .realm file has at most %d".formatted(size, MAX_SIZE);
    }

    private static CheckedFile refused(DiagnosticCode code, String message) {
        return new CheckedFile(
                RealmSyntax.parse(""),
                List.of(),
                List.of(),
                List.of(Diagnostic.of(code, TextRange.FILE_START, message)));
    }

    private static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}

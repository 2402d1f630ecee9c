package dev.realmstep.config.check;

import dev.realmstep.config.Description;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.FileReference;
import java.util.Optional;

/** What is wrong with a file that cannot be used at all. */
final class FileFinding {
    private FileFinding() {}

    /** Why a description's file cannot be used, if it cannot. */
    static Optional<Diagnostic> of(Description description, FileReference file, FileFacts facts) {
        return switch (facts) {
            case FileFacts.Missing missing ->
                finding(
                        DiagnosticCode.FILE_MISSING,
                        file,
                        "there is no file \"%s\" in %s".formatted(file.written(), description.folder()));
            case FileFacts.Unreadable unreadable ->
                finding(
                        DiagnosticCode.IMAGE_UNREADABLE,
                        file,
                        "\"%s\" cannot be read: %s".formatted(file.written(), unreadable.reason()));
            case FileFacts.Folder folder ->
                finding(
                        DiagnosticCode.IMAGE_UNREADABLE,
                        file,
                        "\"%s\" cannot be read: it is a folder".formatted(file.written()));
            case FileFacts.LinuxModule module ->
                finding(DiagnosticCode.FOREIGN_ELF, file, "\"%s\" %s".formatted(file.written(), module.reason()));
            case FileFacts.Unusable unusable ->
                finding(unusable.code(), file, "\"%s\" %s".formatted(file.written(), unusable.reason()));
            default -> Optional.empty();
        };
    }

    /** That a file has no symbols, being no program. */
    static Diagnostic noSymbols(FileReference file) {
        return Diagnostic.of(
                DiagnosticCode.NO_SYMBOLS,
                file.range(),
                "\"%s\" is no ELF file, and has no symbols; for a Linux kernel name its vmlinux"
                        .formatted(file.written()));
    }

    private static Optional<Diagnostic> finding(DiagnosticCode code, FileReference file, String message) {
        return Optional.of(Diagnostic.of(code, file.range(), message));
    }
}

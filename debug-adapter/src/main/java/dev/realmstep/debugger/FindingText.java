package dev.realmstep.debugger;

import dev.realmstep.config.Diagnostic;
import java.nio.file.Path;

/** A finding in a file as one line: where, what, and the code under which the guide explains it. */
public final class FindingText {
    private FindingText() {}

    /** The line. */
    public static String of(Path file, Diagnostic finding) {
        return "%s:%d:%d: %s [%s]"
                .formatted(
                        file,
                        finding.range().startLine(),
                        finding.range().startColumn(),
                        finding.message(),
                        finding.code().code());
    }
}

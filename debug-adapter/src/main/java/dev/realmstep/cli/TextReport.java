package dev.realmstep.cli;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.TextRange;
import java.util.List;
import java.util.stream.Collectors;

/** For people and for editors that read compilers' output: {@code file:line:column: severity: message [code]}. */
final class TextReport implements Report {
    @Override
    public String of(List<Finding> findings) {
        return findings.stream().map(TextReport::lines).collect(Collectors.joining("\n"));
    }

    private static String lines(Finding finding) {
        Diagnostic diagnostic = finding.diagnostic();
        StringBuilder text = new StringBuilder("%s: %s: %s [%s]"
                .formatted(
                        place(finding, diagnostic.range()),
                        diagnostic.severity().label(),
                        diagnostic.message(),
                        diagnostic.code().code()));
        for (Diagnostic.Related related : diagnostic.related()) {
            text.append("\n%s: note: %s".formatted(place(finding, related.range()), related.message()));
        }
        diagnostic.fix().ifPresent(fix -> text.append("\n    fix: ").append(fix.title()));
        return text.toString();
    }

    private static String place(Finding finding, TextRange range) {
        return "%s:%d:%d".formatted(finding.file(), range.startLine(), range.startColumn());
    }
}

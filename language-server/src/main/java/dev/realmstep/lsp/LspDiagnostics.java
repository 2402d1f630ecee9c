package dev.realmstep.lsp;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.Severity;
import dev.realmstep.config.check.CheckedFile;
import java.util.List;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Location;

/** Findings as the protocol carries them. */
final class LspDiagnostics {
    private static final String SOURCE = "realmstep";

    private LspDiagnostics() {}

    static List<org.eclipse.lsp4j.Diagnostic> of(OpenDocument document, CheckedFile file) {
        return file.diagnostics().stream()
                .map(diagnostic -> of(document.uri(), diagnostic))
                .toList();
    }

    static org.eclipse.lsp4j.Diagnostic of(String uri, Diagnostic diagnostic) {
        var result = new org.eclipse.lsp4j.Diagnostic(
                Positions.toRange(diagnostic.range()), diagnostic.message(), severity(diagnostic.severity()), SOURCE);
        result.setCode(diagnostic.code().code());
        if (!diagnostic.related().isEmpty()) {
            result.setRelatedInformation(diagnostic.related().stream()
                    .map(related -> new DiagnosticRelatedInformation(
                            new Location(uri, Positions.toRange(related.range())), related.message()))
                    .toList());
        }
        return result;
    }

    private static DiagnosticSeverity severity(Severity severity) {
        return switch (severity) {
            case ERROR -> DiagnosticSeverity.Error;
            case WARNING -> DiagnosticSeverity.Warning;
            case INFORMATION -> DiagnosticSeverity.Information;
        };
    }
}

package dev.realmstep.lsp;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.Fix;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.check.CheckedFile;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** The fixes of findings, as code actions. */
final class QuickFixes {
    private QuickFixes() {}

    /** Those of the findings that touch a range. */
    static List<Either<Command, CodeAction>> of(
            OpenDocument document, CheckedFile file, Range range, CodeActionContext context) {
        if (context.getOnly() != null && context.getOnly().stream().noneMatch(QuickFixes::includesQuickFixes)) {
            return List.of();
        }
        TextRange wanted = Positions.fromRange(range);
        return file.diagnostics().stream()
                .filter(diagnostic -> touch(diagnostic.range(), wanted))
                .flatMap(diagnostic -> diagnostic.fix().stream().map(fix -> action(document, diagnostic, fix)))
                .<Either<Command, CodeAction>>map(Either::forRight)
                .toList();
    }

    private static boolean includesQuickFixes(String kind) {
        return kind.isEmpty() || kind.equals(CodeActionKind.QuickFix);
    }

    private static boolean touch(TextRange one, TextRange other) {
        return one.touches(other.startLine(), other.startColumn()) || other.touches(one.startLine(), one.startColumn());
    }

    private static CodeAction action(OpenDocument document, Diagnostic diagnostic, Fix fix) {
        CodeAction action = new CodeAction(fix.title());
        action.setKind(CodeActionKind.QuickFix);
        action.setIsPreferred(true);
        action.setDiagnostics(List.of(LspDiagnostics.of(document.uri(), diagnostic)));
        List<TextEdit> edits = fix.edits().stream()
                .map(edit -> new TextEdit(Positions.toRange(edit.range()), edit.newText()))
                .toList();
        action.setEdit(new WorkspaceEdit(Map.of(document.uri(), edits)));
        return action;
    }
}

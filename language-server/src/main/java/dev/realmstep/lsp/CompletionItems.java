package dev.realmstep.lsp;

import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Makes proposals that replace what is typed of them already, right before the cursor. */
final class CompletionItems {
    private final Position cursor;

    CompletionItems(int line, int column) {
        this.cursor = new Position(line - 1, column - 1);
    }

    CompletionItem word(String label, String typed, String detail, String documentation) {
        CompletionItem item = item(label, label, typed, CompletionItemKind.Keyword);
        item.setDetail(detail);
        if (!documentation.isEmpty()) {
            item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, documentation));
        }
        return item;
    }

    CompletionItem snippet(String label, String snippet, String typed, String documentation) {
        CompletionItem item = item(label, snippet, typed, CompletionItemKind.Snippet);
        item.setInsertTextFormat(InsertTextFormat.Snippet);
        item.setDetail(documentation);
        return item;
    }

    CompletionItem text(String text, String typed, String detail, CompletionItemKind kind) {
        CompletionItem item = item(text, text, typed, kind);
        item.setDetail(detail);
        return item;
    }

    private CompletionItem item(String label, String newText, String typed, CompletionItemKind kind) {
        CompletionItem item = new CompletionItem(label);
        item.setKind(kind);
        item.setFilterText(label);
        Position begin = new Position(cursor.getLine(), cursor.getCharacter() - typed.length());
        item.setTextEdit(Either.forLeft(new TextEdit(new Range(begin, cursor), newText)));
        return item;
    }
}

package dev.realmstep.lsp;

import dev.realmstep.config.TextRange;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Translates between our positions, counted from 1, and the protocol's, counted from 0. Both count UTF-16 units. */
final class Positions {
    private Positions() {}

    static Range toRange(TextRange range) {
        return new Range(
                new Position(range.startLine() - 1, range.startColumn() - 1),
                new Position(range.endLine() - 1, range.endColumn() - 1));
    }

    static TextRange fromRange(Range range) {
        return new TextRange(
                line(range.getStart()), column(range.getStart()), line(range.getEnd()), column(range.getEnd()));
    }

    static int line(Position position) {
        return position.getLine() + 1;
    }

    static int column(Position position) {
        return position.getCharacter() + 1;
    }
}

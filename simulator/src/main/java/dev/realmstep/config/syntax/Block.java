package dev.realmstep.config.syntax;

import dev.realmstep.config.TextRange;
import java.util.List;

/**
 * A statement with statements in braces.
 *
 * @param head the statement before the opening brace
 * @param statements in the order of the file
 * @param open the opening brace
 * @param closed whether it has its closing brace
 * @param range from the head to the closing brace, or to the last statement if the brace is missing
 */
public record Block(Statement head, List<Statement> statements, TextRange open, boolean closed, TextRange range) {
    public Block {
        statements = List.copyOf(statements);
    }
}

package dev.realmstep.config.syntax;

import dev.realmstep.config.TextRange;
import java.util.List;

/**
 * A keyword and what stands behind it, on one line.
 *
 * @param range from the keyword to the last argument
 */
public record Statement(Argument.Word keyword, List<Argument> arguments, TextRange range) {
    public Statement {
        arguments = List.copyOf(arguments);
    }
}

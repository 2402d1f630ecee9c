package dev.realmstep.config.syntax;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.TextRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tree of a {@code .realm} file. Every text has one.
 *
 * @param source the text
 * @param blocks in the order of the file
 * @param loose statements outside of any block
 * @param comments where the file's comments stand
 * @param diagnostics what is wrong with the text as such
 */
public record SyntaxTree(
        SourceText source,
        List<Block> blocks,
        List<Statement> loose,
        List<TextRange> comments,
        List<Diagnostic> diagnostics) {
    public SyntaxTree {
        blocks = List.copyOf(blocks);
        loose = List.copyOf(loose);
        comments = List.copyOf(comments);
        diagnostics = List.copyOf(diagnostics);
    }

    /** The block in which a position is; one without its closing brace reaches to the next block. */
    public Optional<Block> blockAt(int line, int column) {
        return blocks.stream()
                .filter(block -> block.range().startsBefore(line, column))
                .reduce((earlier, later) -> later)
                .filter(block -> !block.closed() || block.range().touches(line, column));
    }

    /** The statement at a position, a block's head included. */
    public Optional<Statement> statementAt(int line, int column) {
        return blocks.stream()
                .flatMap(block -> Stream.concat(Stream.of(block.head()), block.statements().stream()))
                .filter(statement -> statement.range().touches(line, column))
                .findFirst();
    }
}

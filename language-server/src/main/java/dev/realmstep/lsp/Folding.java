package dev.realmstep.lsp;

import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.Block;
import dev.realmstep.config.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;

/** What can be folded: blocks, and comments over several lines. */
final class Folding {
    private Folding() {}

    static List<FoldingRange> of(SyntaxTree tree) {
        List<FoldingRange> ranges = new ArrayList<>();
        for (Block block : tree.blocks()) {
            // The closing brace stays visible.
            int last = block.range().endLine() - (block.closed() ? 1 : 0);
            add(ranges, block.open().startLine(), last, FoldingRangeKind.Region);
        }
        addComments(tree, ranges);
        return ranges;
    }

    private static void addComments(SyntaxTree tree, List<FoldingRange> ranges) {
        // No line is before the first.
        int first = -1;
        int last = -1;
        for (TextRange comment : tree.comments()) {
            int line = comment.startLine();
            boolean alone = tree.source().line(line).stripLeading().startsWith("#");
            if (!alone || line != last + 1) {
                add(ranges, first, last, FoldingRangeKind.Comment);
                first = line;
            }
            last = line;
        }
        add(ranges, first, last, FoldingRangeKind.Comment);
    }

    private static void add(List<FoldingRange> ranges, int firstLine, int lastLine, String kind) {
        if (lastLine > firstLine) {
            FoldingRange range = new FoldingRange(firstLine - 1, lastLine - 1);
            range.setKind(kind);
            ranges.add(range);
        }
    }
}

package dev.realmstep.config.syntax;

import dev.realmstep.config.TextRange;
import java.util.Arrays;

/**
 * A text and its lines. A line ends with LF, CR LF or CR, as in the language server protocol; positions count UTF-16
 * units from 1.
 */
public final class SourceText {
    private final String text;
    private final int[] lineStarts;

    public SourceText(String text) {
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
            if (ends) {
                if (lines == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * lines);
                }
                starts[lines++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, lines);
    }

    public String text() {
        return text;
    }

    public int lineCount() {
        return lineStarts.length;
    }

    /** The text of a line without its end. A line that does not exist is empty. */
    public String line(int line) {
        if (line < 1 || line > lineStarts.length) {
            return "";
        }
        int end = line == lineStarts.length ? text.length() : lineStarts[line];
        int start = lineStarts[line - 1];
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The range of the characters from {@code begin} to before {@code end}. */
    public TextRange range(int begin, int end) {
        int startLine = lineAt(begin);
        int endLine = lineAt(end);
        return new TextRange(
                startLine, begin - lineStarts[startLine - 1] + 1, endLine, end - lineStarts[endLine - 1] + 1);
    }

    private int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The offset of a position; one beyond its line or the text is taken back to the end of it. */
    public int offset(int line, int column) {
        if (line < 1) {
            return 0;
        }
        if (line > lineStarts.length) {
            return text.length();
        }
        return lineStarts[line - 1] + Math.clamp(column - 1L, 0, line(line).length());
    }

    /** The text of a range. */
    public String slice(TextRange range) {
        int begin = offset(range.startLine(), range.startColumn());
        return text.substring(begin, Math.max(begin, offset(range.endLine(), range.endColumn())));
    }
}

package dev.realmstep.config;

/**
 * A stretch of a source text, from a first character to the one after its last.
 *
 * @param startLine counted from 1
 * @param startColumn counted from 1, in UTF-16 units, as {@link String} and the language server protocol count
 * @param endLine counted from 1
 * @param endColumn of the first character behind the stretch
 */
public record TextRange(int startLine, int startColumn, int endLine, int endColumn) {
    /** The first position of a file: where a finding about the file as a whole is shown. */
    public static final TextRange FILE_START = new TextRange(1, 1, 1, 1);

    /** A stretch of one line. */
    public static TextRange onLine(int line, int startColumn, int endColumn) {
        return new TextRange(line, startColumn, line, endColumn);
    }

    /** From the start of this range to the end of a later one. */
    public TextRange to(TextRange end) {
        return new TextRange(startLine, startColumn, end.endLine, end.endColumn);
    }

    /** The first characters of it, on its first line. */
    public TextRange firstCharacters(int count) {
        return onLine(startLine, startColumn, startColumn + count);
    }

    /** The empty range at this range's end, where something can be inserted. */
    public TextRange atEnd() {
        return new TextRange(endLine, endColumn, endLine, endColumn);
    }

    /** Whether a position is in the range or right behind it, where an editor's cursor rests after typing. */
    public boolean touches(int line, int column) {
        boolean untilEnd = line < endLine || (line == endLine && column <= endColumn);
        return startsBefore(line, column) && untilEnd;
    }

    /** Whether the range starts at a position or before it. */
    public boolean startsBefore(int line, int column) {
        return line > startLine || (line == startLine && column >= startColumn);
    }

    @Override
    public String toString() {
        return startLine + ":" + startColumn + "-" + endLine + ":" + endColumn;
    }
}

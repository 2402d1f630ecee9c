package dev.realmstep.config;

/**
 * The kernel's command line.
 *
 * @param text what the kernel gets
 * @param range the text between its quotes, in one line of the file
 */
public record CommandLine(String text, TextRange range) {
    /** Where a part of the text stands in the file. */
    public TextRange rangeOf(int begin, int end) {
        return TextRange.onLine(range.startLine(), range.startColumn() + begin, range.startColumn() + end);
    }
}

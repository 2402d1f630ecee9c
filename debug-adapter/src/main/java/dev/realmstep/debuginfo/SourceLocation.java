package dev.realmstep.debuginfo;

/**
 * A place in the source.
 *
 * @param file the path as the compiler saw it
 * @param line from 1
 * @param column from 1, 0 when unknown
 */
public record SourceLocation(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}

package dev.realmstep.debugger;

import dev.realmstep.debuginfo.SourceLocation;

/**
 * A line of a source file.
 *
 * @param file as the debug information names it
 * @param line counted from 1
 * @param column counted from 1; 0 if unknown
 */
public record SourceLine(String file, int line, int column) {
    static SourceLine of(SourceLocation location) {
        return new SourceLine(location.file(), location.line(), location.column());
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}

package dev.realmstep.config.check;

import dev.realmstep.config.Diagnostic;
import java.util.List;

/** A finding as tests write it: {@code d(line, column, line, column, code)}. */
record Found(int line, int column, int endLine, int endColumn, String code) {
    static Found d(int line, int column, int endLine, int endColumn, String code) {
        return new Found(line, column, endLine, endColumn, code);
    }

    static List<Found> in(CheckedFile file) {
        return file.diagnostics().stream().map(Found::of).toList();
    }

    private static Found of(Diagnostic diagnostic) {
        return new Found(
                diagnostic.range().startLine(),
                diagnostic.range().startColumn(),
                diagnostic.range().endLine(),
                diagnostic.range().endColumn(),
                diagnostic.code().code());
    }
}

package dev.realmstep.machine;

import dev.realmstep.config.Diagnostic;

/** A realm could not be built. */
public final class UnbuiltRealmException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic finding;

    UnbuiltRealmException(Diagnostic finding) {
        super(finding.message());
        this.finding = finding;
    }

    /** Why, and the statement that is to blame. */
    public Diagnostic finding() {
        return finding;
    }
}

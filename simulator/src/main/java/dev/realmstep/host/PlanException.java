package dev.realmstep.host;

import dev.realmstep.config.TextRange;

/** A realm or a machine cannot be laid out as its configuration says: the message is one line, the range is the statement's. */
public final class PlanException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient TextRange range;

    /** @param range where in the configuration the reason is */
    public PlanException(TextRange range, String message) {
        super(message);
        this.range = range;
    }

    /** Where in the configuration the reason is. */
    public TextRange range() {
        return range;
    }
}

package dev.realmstep.host;

import dev.realmstep.config.TextRange;
import org.jspecify.annotations.Nullable;

/** The RMM refused a command that the host needs to build or run the realm. */
public final class RmiRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable TextRange range;

    RmiRefusedException(String action, RmiReply reply) {
        super("the RMM refused to %s: %s".formatted(action, reply));
        this.range = null;
    }

    private RmiRefusedException(String message, @Nullable TextRange range) {
        super(message);
        this.range = range;
    }

    /** The same refusal, with the statement of the configuration that led to it. */
    RmiRefusedException at(TextRange statement) {
        return new RmiRefusedException(getMessage(), statement);
    }

    /** The statement that led to the command, or null for what the realm did itself. */
    public @Nullable TextRange range() {
        return range;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}

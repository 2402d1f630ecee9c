package dev.realmstep.bench;

/** A contender did not do its work, or not as the other; the message is one line: who, and what came instead. */
public final class ContenderException extends Exception {
    private static final long serialVersionUID = 1L;

    ContenderException(String message) {
        super(message);
    }
}

package dev.realmstep.bench;

/** Something that measuring takes is not there; the message is one line: what, and how to get it. */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
        super(message);
    }
}

package dev.realmstep.cli;

/** An input is wrong; the message is one line: where, what, and what to do. */
final class BadInputException extends Exception {
    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }
}

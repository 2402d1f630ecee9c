package dev.realmstep.cli;

/** Standard output takes nothing more: the disk is full, or whoever read it is gone. */
final class OutputLostException extends RuntimeException {
    static final String MESSAGE = "standard output cannot be written: is the disk full, or its reader gone?";

    private static final long serialVersionUID = 1L;

    OutputLostException() {
        super(MESSAGE);
    }
}

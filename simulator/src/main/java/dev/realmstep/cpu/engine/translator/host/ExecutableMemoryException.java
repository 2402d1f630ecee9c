package dev.realmstep.cpu.engine.translator.host;

/** The host gives no memory to put code into; the message says why. */
public final class ExecutableMemoryException extends Exception {
    private static final long serialVersionUID = 1L;

    ExecutableMemoryException(String message) {
        super(message);
    }
}

package dev.realmstep.cpu.engine.translator.host;

/** The host cannot execute translated code, or gives no memory to put it into; the message says why. */
public final class ExecutableMemoryException extends Exception {
    private static final long serialVersionUID = 1L;

    public ExecutableMemoryException(String message) {
        super(message);
    }
}

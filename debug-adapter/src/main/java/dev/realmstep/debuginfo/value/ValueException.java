package dev.realmstep.debuginfo.value;

import java.io.Serial;

/** A value that cannot be read, changed or computed; the message is one line for the user. */
public final class ValueException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public ValueException(String message) {
        super(message);
    }
}

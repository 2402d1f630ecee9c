package dev.realmstep.image;

import java.io.Serial;

/** An image that cannot be used; the message is one line that says which file, where in it, and what is wrong. */
public final class ImageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public ImageException(String message) {
        super(message);
    }

    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}

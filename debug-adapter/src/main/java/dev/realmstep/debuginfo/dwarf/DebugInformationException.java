package dev.realmstep.debuginfo.dwarf;

import dev.realmstep.image.ImageException;
import java.io.Serial;

/** Debug information that cannot be read; the message is one line that says where and what is wrong. */
public final class DebugInformationException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public DebugInformationException(String message) {
        super(message);
    }

    /** For a file that could not be read in the first place; the message stays the same. */
    public DebugInformationException(ImageException cause) {
        super(cause.getMessage(), cause);
    }
}

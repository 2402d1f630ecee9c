package dev.realmstep.device.disk;

import java.io.IOException;

/** A disk that is read-only was to be written to. */
public final class ReadOnlyDiskException extends IOException {
    private static final long serialVersionUID = 1L;

    ReadOnlyDiskException() {
        super("the disk is read-only");
    }
}

package dev.realmstep.debuginfo.dwarf;

import java.io.Serial;

/** Something that an expression needs is not known; the message is what is shown in place of the value. */
public final class UnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnavailableException(String reason) {
        super(reason);
    }

    /** The compiler did not keep what is asked for. */
    public static UnavailableException optimizedOut() {
        return new UnavailableException(Location.Unavailable.OPTIMIZED_OUT.reason());
    }
}

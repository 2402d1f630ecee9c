package dev.realmstep.debuginfo.target;

import java.io.Serial;

/** Memory or a register of the target cannot be read or written; the message is one line that says which. */
public final class TargetAccessException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public TargetAccessException(String message) {
        super(message);
    }

    /** The usual case: no memory at a virtual address, or no permission. */
    public static TargetAccessException memory(long address) {
        return new TargetAccessException("cannot access memory at address 0x%x".formatted(address));
    }
}

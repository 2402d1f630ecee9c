package dev.realmstep.debuginfo.target;

import java.util.OptionalLong;

/** The registers of one frame of the target, by their DWARF numbers (see {@link AArch64Registers}). */
public interface RegisterAccess {
    /** The value of a register, or empty when it is not known in this frame. */
    OptionalLong read(int register);

    /**
     * Changes a register.
     *
     * @throws TargetAccessException when the register cannot be written in this frame
     */
    void write(int register, long value) throws TargetAccessException;
}

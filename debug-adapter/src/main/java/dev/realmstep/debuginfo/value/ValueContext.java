package dev.realmstep.debuginfo.value;

import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import org.jspecify.annotations.Nullable;

/**
 * Where values are read from and written to.
 *
 * @param memory the target's memory
 * @param registers the registers of the frame that the values belong to
 * @param names the names of addresses, for showing pointers
 */
public record ValueContext(MemoryAccess memory, RegisterAccess registers, AddressNames names) {
    /** Gives addresses names. */
    @FunctionalInterface
    public interface AddressNames {
        /** What lies at an address, such as {@code main+8}; null when nothing known does. */
        @Nullable
        String describe(long address);
    }
}

package dev.realmstep.config;

import java.util.OptionalLong;

/** Where the guest's device tree comes from. */
public sealed interface DeviceTreeSource {
    /** The guest gets none. */
    record None() implements DeviceTreeSource {}

    /** It is made from this description of the realm. */
    record Generated() implements DeviceTreeSource {}

    /**
     * It is read from a file.
     *
     * @param address IPA of its first byte; where absent, the host places it
     */
    record FromFile(FileReference file, OptionalLong address) implements DeviceTreeSource {}
}

package dev.realmstep.device.pci;

import dev.realmstep.memory.MemoryMappedDevice;

/** The configuration space (ECAM) of a segment without a single function: a root complex answers with all ones. */
public final class EmptyConfigurationSpace implements MemoryMappedDevice {
    /** Bytes: 256 buses of 32 devices with 8 functions, 4 KiB each. */
    public static final long SIZE = 0x1000_0000;

    @Override
    public long read(long offset, int bytes) {
        return -1L >>> (Long.SIZE - bytes * Byte.SIZE);
    }

    @Override
    public void write(long offset, int bytes, long value) {
        // Nobody is there to take it.
    }
}

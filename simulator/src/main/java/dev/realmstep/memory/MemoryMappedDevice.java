package dev.realmstep.memory;

/** Registers that answer loads and stores; offsets are bytes from the device's base. */
public interface MemoryMappedDevice {
    /**
     * Reads a register.
     *
     * @param bytes 1, 2, 4 or 8
     * @return the value, zero-extended; 0 where the device has no register (RES0)
     */
    long read(long offset, int bytes);

    /** Writes a register; ignored where the device has none. */
    void write(long offset, int bytes, long value);
}

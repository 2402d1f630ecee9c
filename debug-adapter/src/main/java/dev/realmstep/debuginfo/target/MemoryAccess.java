package dev.realmstep.debuginfo.target;

/** The memory of the target, by virtual address in the current translation regime. */
public interface MemoryAccess {
    /**
     * Reads bytes.
     *
     * @param count how many bytes
     * @throws TargetAccessException when any of them cannot be read
     */
    byte[] read(long address, int count) throws TargetAccessException;

    /**
     * Writes bytes.
     *
     * @throws TargetAccessException when any of them cannot be written
     */
    void write(long address, byte[] bytes) throws TargetAccessException;

    /** Reads a little-endian unsigned integer of 1 to 8 bytes. */
    default long readInteger(long address, int size) throws TargetAccessException {
        byte[] bytes = read(address, size);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedLong(bytes[i]);
        }
        return value;
    }
}

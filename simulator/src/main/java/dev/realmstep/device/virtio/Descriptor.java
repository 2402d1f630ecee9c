package dev.realmstep.device.virtio;

import java.nio.ByteBuffer;

/**
 * An entry of a descriptor table (VIRTIO 1.2, 2.7.5).
 *
 * @param address of a buffer, or of an indirect table
 * @param length in bytes, unsigned 32 bits
 * @param next the entry that the chain goes on with, if it does
 */
record Descriptor(long address, long length, int flags, int next) {
    /** Bytes of an entry. */
    static final int SIZE = 16;

    private static final int NEXT = 1;
    private static final int WRITE = 1 << 1;
    private static final int INDIRECT = 1 << 2;

    /** @param entry little-endian, at least {@link #SIZE} bytes */
    static Descriptor of(ByteBuffer entry) {
        return new Descriptor(
                entry.getLong(0),
                Integer.toUnsignedLong(entry.getInt(8)),
                Short.toUnsignedInt(entry.getShort(12)),
                Short.toUnsignedInt(entry.getShort(14)));
    }

    boolean hasNext() {
        return (flags & NEXT) != 0;
    }

    /** Whether the buffer is for the device to write, else it is to be read. */
    boolean isWritable() {
        return (flags & WRITE) != 0;
    }

    boolean isIndirect() {
        return (flags & INDIRECT) != 0;
    }
}

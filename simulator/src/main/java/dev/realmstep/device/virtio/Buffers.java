package dev.realmstep.device.virtio;

import dev.realmstep.device.GuestMemory;
import dev.realmstep.device.GuestMemoryException;
import java.util.List;

/** One half of a descriptor chain, what the device reads or what it writes, gone through once from front to back. */
final class Buffers {
    private interface Transfer {
        void run(long address, int done, int length) throws GuestMemoryException;
    }

    private final GuestMemory memory;
    private final List<Descriptor> descriptors;
    private final long size;
    private long position;
    /** The descriptor that the position is in, and how many bytes of it are behind. */
    private int index;

    private long within;

    Buffers(GuestMemory memory, List<Descriptor> descriptors) {
        this.memory = memory;
        this.descriptors = List.copyOf(descriptors);
        this.size = descriptors.stream().mapToLong(Descriptor::length).sum();
    }

    /** Bytes of all buffers together. */
    long size() {
        return size;
    }

    /** Bytes that are behind. */
    long position() {
        return position;
    }

    long remaining() {
        return size - position;
    }

    /** Fills a part of an array with the next bytes, of which there must be enough. */
    void read(byte[] into, int offset, int length) throws GuestMemoryException {
        transfer(length, (address, done, part) -> memory.read(address, into, offset + done, part));
    }

    /** Writes a part of an array to the next bytes, of which there must be enough. */
    void write(byte[] from, int offset, int length) throws GuestMemoryException {
        transfer(length, (address, done, part) -> memory.write(address, from, offset + done, part));
    }

    /** Writes the very last byte; what is in between is left as it is. */
    void writeLast(byte value) throws GuestMemoryException {
        Descriptor last = descriptors.reversed().stream()
                .filter(descriptor -> descriptor.length() != 0)
                .findFirst()
                .orElseThrow();
        memory.write(last.address() + last.length() - 1, new byte[] {value}, 0, 1);
        if (remaining() == 1) {
            position++;
        }
    }

    private void transfer(int length, Transfer transfer) throws GuestMemoryException {
        if (length > remaining()) {
            throw new IllegalArgumentException("%d bytes of %d".formatted(length, remaining()));
        }
        int done = 0;
        while (done < length) {
            Descriptor descriptor = descriptors.get(index);
            int part = (int) Math.min(length - done, descriptor.length() - within);
            transfer.run(descriptor.address() + within, done, part);
            done += part;
            position += part;
            within += part;
            if (within == descriptor.length()) {
                index++;
                within = 0;
            }
        }
    }
}

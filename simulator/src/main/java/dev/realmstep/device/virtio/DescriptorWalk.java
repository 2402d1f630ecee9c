package dev.realmstep.device.virtio;

import dev.realmstep.device.GuestMemory;
import dev.realmstep.device.GuestMemoryException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The way along one descriptor chain, which may go on in an indirect table (VIRTIO 1.2, 2.7.5). */
final class DescriptorWalk {
    /** Bytes that a chain has at the most: no request of these devices needs more, so this bounds the work for one. */
    static final long MAX_BYTES = 32 << 20;

    private final GuestMemory memory;
    private final int maxDescriptors;
    private final boolean indirectAllowed;
    private final List<Descriptor> readable = new ArrayList<>();
    private final List<Descriptor> writable = new ArrayList<>();
    private long bytes;
    private long table;
    private long entries;
    private boolean isIndirect;

    /** @param size of the queue, whose table has so many entries and whose chains have no more */
    DescriptorWalk(GuestMemory memory, long table, int size, boolean indirectAllowed) {
        this.memory = memory;
        this.table = table;
        this.entries = size;
        this.maxDescriptors = size;
        this.indirectAllowed = indirectAllowed;
    }

    DescriptorChain from(int head) throws VirtqueueException, GuestMemoryException {
        Descriptor descriptor = descriptor(head);
        while (true) {
            if (descriptor.isIndirect()) {
                enter(descriptor);
                descriptor = descriptor(0);
            } else {
                add(descriptor);
                if (!descriptor.hasNext()) {
                    return new DescriptorChain(head, new Buffers(memory, readable), new Buffers(memory, writable));
                }
                descriptor = descriptor(descriptor.next());
            }
        }
    }

    private Descriptor descriptor(int index) throws VirtqueueException, GuestMemoryException {
        if (index >= entries) {
            throw new VirtqueueException("there is no descriptor %d in a table of %d".formatted(index, entries));
        }
        byte[] entry = new byte[Descriptor.SIZE];
        memory.read(table + (long) index * Descriptor.SIZE, entry, 0, Descriptor.SIZE);
        return Descriptor.of(ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN));
    }

    private void enter(Descriptor descriptor) throws VirtqueueException {
        if (!indirectAllowed || isIndirect || descriptor.hasNext()) {
            throw new VirtqueueException("an indirect descriptor stands where none may");
        }
        if (descriptor.length() == 0 || descriptor.length() % Descriptor.SIZE != 0) {
            throw new VirtqueueException("an indirect table has %d bytes".formatted(descriptor.length()));
        }
        isIndirect = true;
        table = descriptor.address();
        entries = descriptor.length() / Descriptor.SIZE;
    }

    private void add(Descriptor descriptor) throws VirtqueueException {
        if (readable.size() + writable.size() == maxDescriptors) {
            throw new VirtqueueException(
                    "a chain is a loop, or has more than the %d descriptors of its queue".formatted(maxDescriptors));
        }
        bytes += descriptor.length();
        if (bytes > MAX_BYTES) {
            throw new VirtqueueException("a chain has more than %d bytes".formatted(MAX_BYTES));
        }
        if (!descriptor.isWritable() && !writable.isEmpty()) {
            throw new VirtqueueException("a buffer to read stands behind one to write");
        }
        (descriptor.isWritable() ? writable : readable).add(descriptor);
    }
}

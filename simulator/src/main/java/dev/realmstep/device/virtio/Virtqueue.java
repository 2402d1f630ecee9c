package dev.realmstep.device.virtio;

import dev.realmstep.device.GuestMemory;
import dev.realmstep.device.GuestMemoryException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The device's side of a split virtqueue (VIRTIO 1.2, 2.7): chains of descriptors come in by the driver's ring, the
 * available ring, and go back by the device's, the used ring.
 */
public final class Virtqueue {
    private static final int RING_INDEX = 2;
    private static final int RING_ENTRIES = 4;
    private static final int AVAILABLE_ENTRY_SIZE = 2;
    private static final int USED_ENTRY_SIZE = 8;
    private static final int AVAILABLE_NO_INTERRUPT = 1;

    private final GuestMemory memory;
    private final int maxSize;

    private int size;
    private long descriptorArea;
    private long driverArea;
    private long deviceArea;
    private boolean ready;
    private boolean indirectAllowed;
    private boolean eventIndex;

    /** Free-running, modulo 2^16, as the rings' own indices. */
    private int nextAvailable;

    private int nextUsed;
    private int signalledUsed;
    /** Chains taken since the last round of service ended. */
    private int taken;

    /** @param maxSize descriptors at the most, a power of two */
    Virtqueue(GuestMemory memory, int maxSize) {
        this.memory = memory;
        this.maxSize = maxSize;
    }

    /** Back to how it was before any driver; ring positions too. */
    void reset() {
        size = 0;
        descriptorArea = 0;
        driverArea = 0;
        deviceArea = 0;
        ready = false;
        nextAvailable = 0;
        nextUsed = 0;
        signalledUsed = 0;
        taken = 0;
    }

    boolean isReady() {
        return ready;
    }

    void setSize(int descriptors) {
        size = descriptors;
    }

    long descriptorArea() {
        return descriptorArea;
    }

    void setDescriptorArea(long address) {
        descriptorArea = address;
    }

    long driverArea() {
        return driverArea;
    }

    void setDriverArea(long address) {
        driverArea = address;
    }

    long deviceArea() {
        return deviceArea;
    }

    void setDeviceArea(long address) {
        deviceArea = address;
    }

    /**
     * Begins to use the rings, with the sizes and addresses set before.
     *
     * @throws VirtqueueException if the driver chose them against the rules
     */
    void start(boolean indirectDescriptors, boolean eventIndexes) throws VirtqueueException {
        if (size < 1 || size > maxSize || Integer.bitCount(size) != 1) {
            throw new VirtqueueException(
                    "a queue of %d descriptors: it has to be a power of two, at most %d".formatted(size, maxSize));
        }
        if (descriptorArea % 16 != 0 || driverArea % 2 != 0 || deviceArea % 4 != 0) {
            throw new VirtqueueException(
                    "the descriptor table at 0x%x, the driver's ring at 0x%x or the device's at 0x%x is not aligned"
                            .formatted(descriptorArea, driverArea, deviceArea));
        }
        indirectAllowed = indirectDescriptors;
        eventIndex = eventIndexes;
        nextAvailable = 0;
        nextUsed = 0;
        signalledUsed = 0;
        taken = 0;
        ready = true;
    }

    void stop() {
        ready = false;
    }

    /** Whether the driver has made a chain available that was not taken yet. */
    boolean hasAvailable() throws VirtqueueException, GuestMemoryException {
        return ready && available() != 0;
    }

    private int available() throws VirtqueueException, GuestMemoryException {
        int available = readShort(driverArea + RING_INDEX) - nextAvailable & 0xFFFF;
        if (available > size) {
            throw new VirtqueueException(
                    "%d chains are available in a queue of %d descriptors".formatted(available, size));
        }
        return available;
    }

    /**
     * Takes the next chain that the driver made available, or null if there is none. A round has no more than the queue
     * holds: a device that is made to write into the driver's ring could otherwise feed itself for ever.
     */
    @Nullable
    DescriptorChain take() throws VirtqueueException, GuestMemoryException {
        if (taken == size || !hasAvailable()) {
            return null;
        }
        taken++;
        int slot = nextAvailable & size - 1;
        int head = readShort(driverArea + RING_ENTRIES + (long) slot * AVAILABLE_ENTRY_SIZE);
        nextAvailable = nextAvailable + 1 & 0xFFFF;
        return new DescriptorWalk(memory, descriptorArea, size, indirectAllowed).from(head);
    }

    /**
     * Returns a chain to the driver.
     *
     * @param written bytes from the beginning of its writable buffers that the device has written
     */
    void complete(DescriptorChain chain, long written) throws GuestMemoryException {
        int slot = nextUsed & size - 1;
        ByteBuffer entry = ByteBuffer.allocate(USED_ENTRY_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(chain.head())
                .putInt((int) written);
        memory.write(deviceArea + RING_ENTRIES + (long) slot * USED_ENTRY_SIZE, entry.array(), 0, USED_ENTRY_SIZE);
        nextUsed = nextUsed + 1 & 0xFFFF;
        writeShort(deviceArea + RING_INDEX, nextUsed);
    }

    /**
     * Ends a round of service.
     *
     * @return whether the driver wants an interrupt for what was returned to it since the last round
     */
    boolean settle() throws GuestMemoryException {
        taken = 0;
        if (!ready) {
            return false;
        }
        if (eventIndex) {
            // avail_event: the driver notifies of the next chain that it adds behind those taken.
            writeShort(deviceArea + RING_ENTRIES + (long) size * USED_ENTRY_SIZE, nextAvailable);
        }
        int returned = nextUsed - signalledUsed & 0xFFFF;
        signalledUsed = nextUsed;
        return returned != 0 && wantsInterrupt(returned);
    }

    private boolean wantsInterrupt(int returned) throws GuestMemoryException {
        if (eventIndex) {
            int usedEvent = readShort(driverArea + RING_ENTRIES + (long) size * AVAILABLE_ENTRY_SIZE);
            return (nextUsed - usedEvent - 1 & 0xFFFF) < returned;
        }
        return (readShort(driverArea) & AVAILABLE_NO_INTERRUPT) == 0;
    }

    private int readShort(long address) throws GuestMemoryException {
        byte[] value = new byte[Short.BYTES];
        memory.read(address, value, 0, Short.BYTES);
        return Byte.toUnsignedInt(value[0]) | Byte.toUnsignedInt(value[1]) << Byte.SIZE;
    }

    private void writeShort(long address, int value) throws GuestMemoryException {
        memory.write(address, new byte[] {(byte) value, (byte) (value >>> Byte.SIZE)}, 0, Short.BYTES);
    }
}

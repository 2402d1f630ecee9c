package dev.realmstep.device.virtio;

import dev.realmstep.device.GuestMemoryException;
import java.util.List;

/** A device behind a transport: what it is, and how it serves its queues. */
public interface VirtioDevice {
    /** The kind of device (VIRTIO 1.2, 5). */
    int deviceId();

    /** The bits that are this kind's own; the transport adds those of the queues. */
    long features();

    int queues();

    /**
     * How many descriptors a queue, counted from 0, has at the most: a power of two. Drivers that keep a queue full of buffers take that
     * much of the memory that the realm shares, which Linux makes small: 1 KiB for each MiB of its RAM.
     */
    int queueSize(int queue);

    /** The configuration space, which no device here lets the driver write. */
    byte[] configuration();

    /** Does all that can be done now; called once the driver is ready, and whenever something is new. */
    void serve(List<Virtqueue> queues) throws VirtqueueException, GuestMemoryException;

    /** Forgets what belongs to the driver that was there before. */
    void reset();
}

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

    /** The configuration space, which no device here lets the driver write. */
    byte[] configuration();

    /** Does all that can be done now; called once the driver is ready, and whenever something is new. */
    void serve(List<Virtqueue> queues) throws VirtqueueException, GuestMemoryException;

    /** Forgets what belongs to the driver that was there before. */
    void reset();
}

package dev.realmstep.device.virtio;

/** A driver broke a rule of virtqueues or of its device's requests, so that the device cannot go on without a reset. */
public final class VirtqueueException extends Exception {
    private static final long serialVersionUID = 1L;

    VirtqueueException(String message) {
        // A hostile guest provokes it at will: a stack trace would be all the cost of it.
        super(message, null, false, false);
    }
}

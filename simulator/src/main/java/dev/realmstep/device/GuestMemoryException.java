package dev.realmstep.device;

/** A device was sent to an address that it may not reach. */
public final class GuestMemoryException extends Exception {
    private static final long serialVersionUID = 1L;

    public GuestMemoryException(long address, String why) {
        // A hostile guest provokes it at will: a stack trace would be all the cost of it.
        super("a device cannot reach guest memory at 0x%x: %s".formatted(address, why), null, false, false);
    }
}

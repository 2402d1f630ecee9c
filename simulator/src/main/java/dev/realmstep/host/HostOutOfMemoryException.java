package dev.realmstep.host;

/** The normal world has no granule left: the board's RAM is smaller than what the realm and its tables need. */
final class HostOutOfMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HostOutOfMemoryException(long bytesLeft) {
        super("the host has no memory left to give to the realm (%d bytes)".formatted(bytesLeft));
    }
}

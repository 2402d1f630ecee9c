package dev.realmstep.device;

/** A guest's memory as a device reaches it by direct memory access: by the addresses that the guest's driver gave it. */
public interface GuestMemory {
    /**
     * Fills a part of an array from memory; the bytes may cross pages.
     *
     * @throws GuestMemoryException if the device may not reach all of them; some may have been read
     */
    void read(long address, byte[] into, int offset, int length) throws GuestMemoryException;

    /**
     * Writes a part of an array to memory; the bytes may cross pages.
     *
     * @throws GuestMemoryException if the device may not reach all of them; some may have been written
     */
    void write(long address, byte[] from, int offset, int length) throws GuestMemoryException;
}

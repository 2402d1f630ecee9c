package dev.realmstep.rmm.granule;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.PhysicalPort;

/**
 * The RMM's own accesses to memory, as the processing element that it runs on makes them: to granules of the Realm world,
 * which are its own and cannot fail, and to Non-secure memory that the host names, which can.
 */
public final class GranuleMemory {
    private final PhysicalPort port;

    public GranuleMemory(ProcessingElement element) {
        this.port = element.memory().physical();
    }

    /** Reads eight bytes of a granule of the Realm world. */
    public long read(long address) {
        try {
            return port.read(PhysicalAddressSpace.REALM, address, Long.BYTES);
        } catch (PhysicalAccessException e) {
            throw lost(e);
        }
    }

    /** Writes eight bytes of a granule of the Realm world. */
    public void write(long address, long value) {
        try {
            port.write(PhysicalAddressSpace.REALM, address, Long.BYTES, value);
        } catch (PhysicalAccessException e) {
            throw lost(e);
        }
    }

    /** Reads bytes of the Realm world. */
    public byte[] read(long address, int bytes) {
        byte[] contents = new byte[bytes];
        try {
            port.read(PhysicalAddressSpace.REALM, address, contents);
        } catch (PhysicalAccessException e) {
            throw lost(e);
        }
        return contents;
    }

    /** Writes bytes of the Realm world. */
    public void write(long address, byte[] contents) {
        try {
            port.write(PhysicalAddressSpace.REALM, address, contents);
        } catch (PhysicalAccessException e) {
            throw lost(e);
        }
    }

    /** Fills a granule of the Realm world with zeroes. */
    public void scrub(long granule) {
        try {
            port.clearPage(PhysicalAddressSpace.REALM, granule);
        } catch (PhysicalAccessException e) {
            throw lost(e);
        }
    }

    /** Reads Non-secure memory. */
    public byte[] readNonSecure(long address, int bytes) throws PhysicalAccessException {
        byte[] contents = new byte[bytes];
        port.read(PhysicalAddressSpace.NON_SECURE, address, contents);
        return contents;
    }

    /** Writes Non-secure memory. */
    public void writeNonSecure(long address, byte[] contents) throws PhysicalAccessException {
        port.write(PhysicalAddressSpace.NON_SECURE, address, contents);
    }

    private static IllegalStateException lost(PhysicalAccessException e) {
        return new IllegalStateException("the RMM cannot reach a granule that it holds: " + e.getMessage(), e);
    }
}

package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.memory.PhysicalAddressSpace;

/**
 * The host's own accesses to RAM and devices: Non-secure physical ones, each admitted by the granule protection check of the
 * processing element that makes it. The host touches only granules that it holds, so that a fault is its own error.
 */
final class NormalWorldMemory {
    private static final PhysicalAddressSpace SPACE = PhysicalAddressSpace.NON_SECURE;

    /** Reads eight bytes. */
    long read(ProcessingElement element, long address) {
        try {
            return element.memory().physical().read(SPACE, address, Long.BYTES);
        } catch (PhysicalAccessException e) {
            throw fault(e);
        }
    }

    /** Writes eight bytes. */
    void write(ProcessingElement element, long address, long value) {
        try {
            element.memory().physical().write(SPACE, address, Long.BYTES, value);
        } catch (PhysicalAccessException e) {
            throw fault(e);
        }
    }

    /** Writes four bytes. */
    void writeWord(ProcessingElement element, long address, int value) {
        try {
            element.memory().physical().write(SPACE, address, Integer.BYTES, value);
        } catch (PhysicalAccessException e) {
            throw fault(e);
        }
    }

    void write(ProcessingElement element, long address, byte[] bytes) {
        try {
            element.memory().physical().write(SPACE, address, bytes);
        } catch (PhysicalAccessException e) {
            throw fault(e);
        }
    }

    /** Fills a page with zeroes. */
    void clear(ProcessingElement element, long page) {
        try {
            element.memory().physical().clearPage(SPACE, page);
        } catch (PhysicalAccessException e) {
            throw fault(e);
        }
    }

    private static IllegalStateException fault(PhysicalAccessException e) {
        return new IllegalStateException("the host touched memory that is not its own: " + e.getMessage(), e);
    }
}

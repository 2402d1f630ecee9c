package dev.realmstep.debuginfo.dwarf;

import java.lang.foreign.MemorySegment;

/**
 * The bytes of one section.
 *
 * @param name its name, for messages
 * @param address its virtual address, 0 for a section that is not loaded
 * @param bytes its contents, decompressed; empty when the file has no such section
 */
record Section(String name, long address, MemorySegment bytes) {
    long size() {
        return bytes.byteSize();
    }

    boolean isEmpty() {
        return size() == 0;
    }
}

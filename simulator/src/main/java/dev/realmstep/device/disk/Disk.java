package dev.realmstep.device.disk;

import java.io.IOException;

/** The contents of a disk, in sectors of 512 bytes. Callers stay within {@link #sectors} and in whole sectors. */
public interface Disk {
    /** Bytes of a sector. */
    int SECTOR_SIZE = 512;

    long sectors();

    boolean isReadOnly();

    /** Fills a part of an array; offset and length are bytes, the length a multiple of {@link #SECTOR_SIZE}. */
    void read(long sector, byte[] into, int offset, int length) throws IOException;

    /** Writes a part of an array; offset and length are bytes, the length a multiple of {@link #SECTOR_SIZE}. */
    void write(long sector, byte[] from, int offset, int length) throws IOException;

    /** Brings what was written to where it lasts. */
    void flush() throws IOException;
}

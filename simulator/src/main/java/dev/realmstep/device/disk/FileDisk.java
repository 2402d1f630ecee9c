package dev.realmstep.device.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;

/** A disk whose contents are a file of the host. The file stays open as long as the disk is used. */
public final class FileDisk implements Disk {
    private final FileChannel channel;
    private final long sectors;
    private final boolean readOnly;

    private FileDisk(FileChannel channel, long sectors, boolean readOnly) {
        this.channel = channel;
        this.sectors = sectors;
        this.readOnly = readOnly;
    }

    /**
     * Opens a disk; bytes behind the last whole sector are no part of it.
     *
     * @param readOnly whether the file is left as it is
     */
    public static FileDisk open(Path file, boolean readOnly) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.READ);
        if (!readOnly) {
            options.add(StandardOpenOption.WRITE);
        }
        FileChannel channel = FileChannel.open(file, options);
        return new FileDisk(channel, channel.size() / SECTOR_SIZE, readOnly);
    }

    @Override
    public long sectors() {
        return sectors;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public void read(long sector, byte[] into, int offset, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(into, offset, length);
        long position = sector * SECTOR_SIZE;
        while (left.hasRemaining()) {
            int count = channel.read(left, position);
            if (count < 0) {
                throw new EOFException("the disk's file has become shorter");
            }
            position += count;
        }
    }

    @Override
    public void write(long sector, byte[] from, int offset, int length) throws IOException {
        if (readOnly) {
            throw new ReadOnlyDiskException();
        }
        ByteBuffer left = ByteBuffer.wrap(from, offset, length);
        long position = sector * SECTOR_SIZE;
        while (left.hasRemaining()) {
            position += channel.write(left, position);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!readOnly) {
            channel.force(false);
        }
    }
}

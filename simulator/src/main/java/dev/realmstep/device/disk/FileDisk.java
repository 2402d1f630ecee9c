package dev.realmstep.device.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A disk whose contents are a file of the host, which is opened when the disk is first used, and stays open. */
public final class FileDisk implements Disk {
    private final Path file;
    private final long sectors;
    private final boolean readOnly;
    private @Nullable FileChannel channel;

    private FileDisk(Path file, long sectors, boolean readOnly) {
        this.file = file;
        this.sectors = sectors;
        this.readOnly = readOnly;
    }

    /**
     * A disk as large as its file is now.
     *
     * @param readOnly whether the file is left as it is
     * @throws IOException if the file cannot be a disk, with one phrase that says why
     */
    public static FileDisk of(Path file, boolean readOnly) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        long size = Files.size(file);
        if (size == 0 || size % SECTOR_SIZE != 0) {
            throw new IOException(
                    "it has %d bytes, and a disk consists of whole sectors of %d bytes".formatted(size, SECTOR_SIZE));
        }
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(file.toString(), null, "it may not be read");
        }
        if (!readOnly && !Files.isWritable(file)) {
            throw new AccessDeniedException(
                    file.toString(), null, "it may not be written: say `readonly` or `snapshot` of the disk");
        }
        return new FileDisk(file, size / SECTOR_SIZE, readOnly);
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.READ);
            if (!readOnly) {
                options.add(StandardOpenOption.WRITE);
            }
            open = FileChannel.open(file, options);
            channel = open;
        }
        return open;
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
            int count = channel().read(left, position);
            if (count < 0) {
                throw new EOFException("the disk's file has become shorter");
            }
            position += count;
        }
    }

    @Override
    public void write(long sector, byte[] from, int offset, int length) throws IOException {
        if (readOnly) {
            throw new IOException("the disk is read-only");
        }
        ByteBuffer left = ByteBuffer.wrap(from, offset, length);
        long position = sector * SECTOR_SIZE;
        while (left.hasRemaining()) {
            position += channel().write(left, position);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!readOnly && channel != null) {
            channel().force(false);
        }
    }
}

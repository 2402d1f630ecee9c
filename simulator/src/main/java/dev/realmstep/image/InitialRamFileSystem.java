package dev.realmstep.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import org.tukaani.xz.SingleXZInputStream;

/**
 * Linux's initial RAM file system: cpio archives, plain or compressed, one behind another with zeroes between
 * (Documentation/driver-api/early-userspace/buffer-format.rst). Here it only matters whether all of it is there.
 */
public final class InitialRamFileSystem {
    private final String name;
    private final InputStream in;

    private InitialRamFileSystem(String name, InputStream in) {
        this.name = name;
        this.in = new BufferedInputStream(in);
    }

    /** Whether a file is an archive whose completeness can be checked. */
    public static boolean isArchive(MemorySegment file) {
        return CpioArchive.hasMagic(file) || Compression.of(file).isPresent() || ZstandardFrame.hasMagic(file);
    }

    /**
     * Reads through a file system as far as it is in cpio, gzip, xz and zstd (whose contents are not looked at); the rest is
     * for the kernel to judge.
     *
     * @param name what messages call the file
     * @throws ImageException if it is truncated or damaged
     */
    public static void requireComplete(String name, MemorySegment file) throws ImageException {
        try (InputStream in = new SegmentInputStream(file)) {
            new InitialRamFileSystem(name, in).readThrough();
        } catch (IOException e) {
            throw new ImageException(name + ": cannot be read", e); // nothing of it is outside of memory
        }
    }

    private void readThrough() throws IOException, ImageException {
        MemorySegment next = peek();
        while (next.byteSize() > 0) {
            if (CpioArchive.hasMagic(next)) {
                CpioArchive.readThrough(name, in);
            } else if (ZstandardFrame.hasMagic(next)) {
                ZstandardFrame.readThrough(name, in);
            } else if (Compression.XZ.isOf(next)) {
                readContents(Compression.XZ);
            } else if (Compression.GZIP.isOf(next)) {
                readContents(Compression.GZIP);
                return; // which goes on to the end of the file
            } else if (in.read() != 0) {
                return;
            }
            next = peek();
        }
    }

    private void readContents(Compression compression) throws ImageException {
        try {
            // Not closed, and of xz one stream alone: another archive may come behind.
            InputStream contents = compression == Compression.XZ ? new SingleXZInputStream(in) : compression.open(in);
            new InitialRamFileSystem(name, contents).readThrough();
            contents.transferTo(OutputStream.nullOutputStream()); // up to the checksum
        } catch (IOException e) {
            throw compression.complaint(name, e);
        }
    }

    private MemorySegment peek() throws IOException {
        in.mark(CpioArchive.MAGIC_SIZE);
        byte[] bytes = in.readNBytes(CpioArchive.MAGIC_SIZE);
        in.reset();
        return MemorySegment.ofArray(bytes);
    }
}

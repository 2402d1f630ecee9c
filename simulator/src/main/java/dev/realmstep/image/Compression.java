package dev.realmstep.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/** The ways in which files are compressed that can be undone here, told by their first bytes. */
enum Compression {
    /** RFC 1952. */
    GZIP("gzip", "1f8b") {
        @Override
        InputStream open(InputStream compressed) throws IOException {
            return new GZIPInputStream(compressed, BUFFER_SIZE);
        }
    },
    /** The .xz file format, version 1.2.1. */
    XZ("xz", "fd377a585a00") {
        @Override
        InputStream open(InputStream compressed) throws IOException {
            return new XZInputStream(compressed);
        }
    };

    private static final int BUFFER_SIZE = 1 << 16;

    private final String text;
    private final String magic;

    /** @param magic the first bytes, in hexadecimal digits */
    Compression(String text, String magic) {
        this.text = text;
        this.magic = magic;
    }

    /** How a file is compressed, if it is. */
    static Optional<Compression> of(MemorySegment file) {
        return Arrays.stream(values())
                .filter(compression -> compression.isOf(file))
                .findFirst();
    }

    boolean isOf(MemorySegment file) {
        byte[] expected = HexFormat.of().parseHex(magic);
        return file.byteSize() >= expected.length
                && file.asSlice(0, expected.length).mismatch(MemorySegment.ofArray(expected)) < 0;
    }

    /** The contents, decompressed as they are read; {@link #complaint} says what is wrong when that fails. */
    abstract InputStream open(InputStream compressed) throws IOException;

    /** The first bytes of the contents: fewer than asked for, or none, if there are no more or they are damaged. */
    MemorySegment beginning(MemorySegment compressed, int bytes) {
        byte[] beginning = new byte[bytes];
        int read = 0;
        try (InputStream contents = open(new SegmentInputStream(compressed))) {
            read = contents.readNBytes(beginning, 0, bytes);
        } catch (IOException damaged) {
            // Who reads all of it reports that.
            read = 0;
        }
        return MemorySegment.ofArray(beginning).asSlice(0, read);
    }

    /**
     * The contents of a compressed file in memory.
     *
     * @param name what messages call the file
     * @param limit the most bytes that the contents may have
     */
    MemorySegment decompress(String name, MemorySegment compressed, int limit) throws ImageException {
        try (InputStream contents = open(new SegmentInputStream(compressed))) {
            byte[] bytes = contents.readNBytes(limit);
            if (contents.read() >= 0) {
                throw new ImageException("%s: decompresses to more than %d MiB".formatted(name, limit >> 20));
            }
            return MemorySegment.ofArray(bytes);
        } catch (IOException e) {
            throw complaint(name, e);
        }
    }

    /** Whether reading the contents threw because the file is truncated or damaged. */
    static boolean isDamage(IOException e) {
        return e instanceof EOFException || e instanceof ZipException || e instanceof XZIOException;
    }

    /** What is wrong with a file, from what reading its contents threw. */
    ImageException complaint(String name, IOException e) {
        String what = e instanceof EOFException
                ? "is truncated: its %s data ends too early".formatted(text)
                : "is damaged: its %s data cannot be decompressed".formatted(text);
        return new ImageException(name + ": " + what, e);
    }
}

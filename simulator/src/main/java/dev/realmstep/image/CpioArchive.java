package dev.realmstep.image;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A cpio archive of the form "newc": for each file a header of 110 characters, the file's name and its contents, each
 * padded to a multiple of four bytes; the last name is "TRAILER!!!".
 */
final class CpioArchive {
    static final int MAGIC_SIZE = 6;

    private static final int HEADER_SIZE = 110;
    private static final int FILE_SIZE_OFFSET = 54;
    private static final int NAME_SIZE_OFFSET = 94;
    /** Sizes are hexadecimal digits. */
    private static final int FIELD_SIZE = 8;

    private static final int ALIGNMENT = 4;
    /** Linux's PATH_MAX, with the zero byte. */
    private static final int LONGEST_NAME = 4096;

    private static final String TRAILER = "TRAILER!!!\0";

    private final String name;
    private final InputStream in;
    /** In bytes from the archive's first. */
    private long position;

    private CpioArchive(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** Whether bytes begin like an archive, with or without checksums. */
    static boolean hasMagic(MemorySegment bytes) {
        return bytes.byteSize() >= MAGIC_SIZE
                && ascii(bytes.asSlice(0, MAGIC_SIZE).toArray(ValueLayout.JAVA_BYTE))
                        .matches("07070[12]");
    }

    /**
     * Reads an archive up to its end.
     *
     * @param name what messages call the file
     * @throws ImageException if the archive is truncated or damaged
     */
    static void readThrough(String name, InputStream in) throws IOException, ImageException {
        new CpioArchive(name, in).readThrough();
    }

    private void readThrough() throws IOException, ImageException {
        while (true) {
            byte[] header = read(HEADER_SIZE);
            if (!hasMagic(MemorySegment.ofArray(header))) {
                throw damaged();
            }
            long nameSize = field(header, NAME_SIZE_OFFSET);
            if (nameSize > LONGEST_NAME) {
                throw damaged();
            }
            if (ascii(read((int) nameSize)).equals(TRAILER)) {
                return;
            }
            align();
            skip(field(header, FILE_SIZE_OFFSET));
            align();
        }
    }

    private long field(byte[] header, int offset) throws ImageException {
        try {
            return Integer.toUnsignedLong(
                    Integer.parseUnsignedInt(ascii(header).substring(offset, offset + FIELD_SIZE), 16));
        } catch (NumberFormatException e) {
            throw damaged();
        }
    }

    private byte[] read(int count) throws IOException, ImageException {
        byte[] bytes = in.readNBytes(count);
        position += bytes.length;
        if (bytes.length < count) {
            throw truncated();
        }
        return bytes;
    }

    private void skip(long count) throws IOException, ImageException {
        for (long left = count; left > 0; ) {
            long skipped = in.skip(left);
            if (skipped == 0) {
                read(1); // tells the end from a stream that skips when it likes
                skipped = 1;
            } else {
                position += skipped;
            }
            left -= skipped;
        }
    }

    private void align() throws IOException, ImageException {
        skip(-position & (ALIGNMENT - 1));
    }

    private ImageException truncated() {
        return new ImageException(
                "%s: is truncated: its cpio archive ends at 0x%x, without TRAILER!!!".formatted(name, position));
    }

    private ImageException damaged() {
        return new ImageException(
                "%s: is damaged: at 0x%x of its cpio archive, no entry ends".formatted(name, position));
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

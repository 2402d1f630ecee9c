package dev.realmstep.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Linux kernels that are compressed inside of an EFI application ({@code CONFIG_EFI_ZBOOT}). The header, in the room that
 * the DOS header leaves: "MZ", "zimg" at 4, offset and size of the payload at 8 and 12, name of the compression at 24.
 */
final class EfiZboot {
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int HEADER_SIZE = 64;
    private static final int MZ_MAGIC = 0x5a4d;
    private static final int ZIMG_MAGIC = 0x676d_697a; // "zimg", read as a little-endian word
    private static final int COMPRESSION_OFFSET = 24;
    /** Up to the offset of the PE header, at 56. */
    private static final int COMPRESSION_LENGTH = 32;

    private EfiZboot() {}

    static boolean hasMagic(MemorySegment bytes) {
        return bytes.byteSize() >= HEADER_SIZE
                && (bytes.get(U32, 0) & 0xffff) == MZ_MAGIC
                && bytes.get(U32, 4) == ZIMG_MAGIC;
    }

    /** The kernel inside, compressed with gzip. */
    static MemorySegment payload(String name, MemorySegment file) throws ImageException {
        String compression = compression(file);
        if (!compression.equals("gzip")) {
            throw new ImageException(
                    "%s: is an EFI zboot kernel compressed with \"%s\", which is not supported; unpack it to an Image"
                            .formatted(name, compression));
        }
        long offset = Integer.toUnsignedLong(file.get(U32, 8));
        long size = Integer.toUnsignedLong(file.get(U32, 12));
        if (offset + size > file.byteSize()) {
            throw new ImageException("%s: is truncated: its compressed kernel ends at 0x%x, the file at 0x%x"
                    .formatted(name, offset + size, file.byteSize()));
        }
        MemorySegment payload = file.asSlice(offset, size);
        if (!Compression.GZIP.isOf(payload)) {
            throw new ImageException("%s: is damaged: no gzip data is at 0x%x, where its compressed kernel should be"
                    .formatted(name, offset));
        }
        return payload;
    }

    /** Printable in any case: it goes into a message of one line. */
    private static String compression(MemorySegment file) {
        byte[] field = file.asSlice(COMPRESSION_OFFSET, COMPRESSION_LENGTH).toArray(ValueLayout.JAVA_BYTE);
        String text = new String(field, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).replaceAll("[^\\x20-\\x7e]", "?");
    }
}

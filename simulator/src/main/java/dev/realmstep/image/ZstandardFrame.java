package dev.realmstep.image;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A frame of Zstandard (RFC 8878, 3.1.1): a header, and blocks that say how long they are. So whether all of it is there can
 * be told without decompressing it.
 */
final class ZstandardFrame {
    private static final int MAGIC = 0xFD2F_B528;

    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int BLOCK_HEADER_SIZE = 3;
    private static final int CHECKSUM_SIZE = 4;

    /** A block's kind: one byte that is repeated. */
    private static final int REPEATED = 1;

    private static final int RESERVED = 3;

    private final String name;
    private final InputStream in;

    private ZstandardFrame(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** Whether bytes begin like a frame. */
    static boolean hasMagic(MemorySegment bytes) {
        return bytes.byteSize() >= Integer.BYTES && bytes.get(U32, 0) == MAGIC;
    }

    /**
     * Reads a frame up to its end.
     *
     * @param name what messages call the file
     * @throws ImageException if the frame is truncated or damaged
     */
    static void readThrough(String name, InputStream in) throws IOException, ImageException {
        new ZstandardFrame(name, in).readThrough();
    }

    private void readThrough() throws IOException, ImageException {
        read(Integer.BYTES);
        int descriptor = read(1);
        boolean isSingleSegment = (descriptor & 1 << 5) != 0;
        boolean hasChecksum = (descriptor & 1 << 2) != 0;
        int dictionarySize = (1 << (descriptor & 3)) >> 1; // 0, 1, 2 or 4
        int contentSizeKind = descriptor >> 6;
        int contentSizeSize = contentSizeKind == 0 && !isSingleSegment ? 0 : 1 << contentSizeKind;
        read((isSingleSegment ? 0 : 1) + dictionarySize + contentSizeSize);
        boolean isLast = false;
        while (!isLast) {
            int header = read(BLOCK_HEADER_SIZE);
            isLast = (header & 1) != 0;
            int kind = header >> 1 & 3;
            if (kind == RESERVED) {
                throw new ImageException(name + ": is damaged: its zstd data has a block of no known kind");
            }
            read(kind == REPEATED ? 1 : header >> 3);
        }
        read(hasChecksum ? CHECKSUM_SIZE : 0);
    }

    /** Reads bytes, and gives the first of them as a number, up to four. */
    private int read(int count) throws IOException, ImageException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new ImageException(name + ": is truncated: its zstd data ends too early");
        }
        int number = 0;
        for (int i = 0; i < Math.min(count, Integer.BYTES); i++) {
            number |= Byte.toUnsignedInt(bytes[i]) << (i * Byte.SIZE);
        }
        return number;
    }
}

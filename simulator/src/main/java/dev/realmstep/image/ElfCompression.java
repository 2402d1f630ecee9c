package dev.realmstep.image;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Compressed sections ({@code SHF_COMPRESSED}): a 24-byte header, then the compressed bytes. */
final class ElfCompression {
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int HEADER_SIZE = 24;
    private static final int ELFCOMPRESS_ZLIB = 1;
    private static final int ELFCOMPRESS_ZSTD = 2;

    /** No deflate stream expands further (258 bytes from 2 bits), so a larger claim is not worth allocating for. */
    private static final long LARGEST_RATIO = 1032;

    private ElfCompression() {}

    static MemorySegment decompress(String file, ElfSection section, MemorySegment raw) throws ImageException {
        String where = file + ": section " + section.name() + ": ";
        if (raw.byteSize() < HEADER_SIZE) {
            throw new ImageException(where + "is compressed but too short for a compression header");
        }
        int type = raw.get(U32, 0);
        if (type == ELFCOMPRESS_ZSTD) {
            throw new ImageException(where
                    + "is compressed with zstd, which is not supported; decompress the file with objcopy"
                    + " --decompress-debug-sections");
        }
        if (type != ELFCOMPRESS_ZLIB) {
            throw new ImageException(where + "has the unknown compression type " + Integer.toUnsignedString(type));
        }
        long size = raw.get(U64, 8);
        MemorySegment compressed = raw.asSlice(HEADER_SIZE);
        if (size < 0 || size > compressed.byteSize() * LARGEST_RATIO) {
            throw new ImageException(where + "claims a decompressed size of " + Long.toUnsignedString(size)
                    + " bytes, more than its " + compressed.byteSize() + " compressed bytes can hold");
        }
        return inflate(where, compressed, Arena.ofAuto().allocate(size));
    }

    private static MemorySegment inflate(String where, MemorySegment compressed, MemorySegment target)
            throws ImageException {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(compressed.asByteBuffer());
            long filled = inflater.inflate(target.asByteBuffer());
            if (filled != target.byteSize()) {
                throw new ImageException(where + "decompresses to " + filled + " bytes, not to the " + target.byteSize()
                        + " that it claims");
            }
        } catch (DataFormatException e) {
            throw new ImageException(where + "is not valid zlib data: " + e.getMessage(), e);
        }
        return target.asReadOnly();
    }
}

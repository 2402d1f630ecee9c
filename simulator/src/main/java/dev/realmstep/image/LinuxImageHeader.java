package dev.realmstep.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The 64 bytes that an arm64 Linux {@code Image} begins with (Documentation/arch/arm64/booting.rst, section 4).
 *
 * @param textOffset how far behind a multiple of 2 MiB the image wants to be, in bytes
 * @param imageSize the memory that the kernel takes from its first byte on, in bytes; more than the file has, since it
 *     includes the zeroed data. 0 before Linux 3.17
 * @param flags informative: bit 0 big-endian, bits [2:1] page size, bit 3 anywhere in memory
 */
record LinuxImageHeader(long textOffset, long imageSize, long flags) {
    static final int SIZE = 64;

    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int MAGIC = 0x644d_5241; // "ARM\x64", read as a little-endian word
    private static final int MAGIC_OFFSET = 56;

    /** What the text offset was while headers did not say it. */
    private static final long TEXT_OFFSET_BEFORE_3_17 = 0x8_0000;

    private static final int BIG_ENDIAN_FLAG = 1;
    private static final int PAGE_SIZE_SHIFT = 1;
    private static final int PAGE_SIZE_MASK = 0b11;

    static boolean hasMagic(MemorySegment bytes) {
        return bytes.byteSize() >= MAGIC_OFFSET + 4 && bytes.get(U32, MAGIC_OFFSET) == MAGIC;
    }

    /** Reads the header of an image that is at least {@link #SIZE} bytes long. */
    static LinuxImageHeader read(MemorySegment bytes) {
        long imageSize = bytes.get(U64, 16);
        return new LinuxImageHeader(
                imageSize == 0 ? TEXT_OFFSET_BEFORE_3_17 : bytes.get(U64, 8), imageSize, bytes.get(U64, 24));
    }

    boolean isBigEndian() {
        return (flags & BIG_ENDIAN_FLAG) != 0;
    }

    /** The page size that the kernel was built for, if it says so. */
    Optional<PageSize> pageSize() {
        int encoded = (int) (flags >>> PAGE_SIZE_SHIFT) & PAGE_SIZE_MASK;
        return encoded == 0 ? Optional.empty() : Optional.of(PageSize.values()[encoded - 1]);
    }
}

package dev.realmstep.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The section table of an EFI application (PE/COFF), which most kernels are besides being an {@code Image}. It is the only
 * thing in an {@code Image} that says how long the file is.
 */
final class EfiSections {
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int PE_OFFSET = 60;
    private static final int PE_MAGIC = 0x4550; // "PE\0\0"
    private static final int COFF_HEADER_SIZE = 24; // with the magic
    private static final int SECTION_SIZE = 40;

    private EfiSections() {}

    /** Checks that a file has all bytes of all sections, if it is an EFI application. */
    static void requireComplete(String name, MemorySegment image) throws ImageException {
        long header = Integer.toUnsignedLong(image.get(U32, PE_OFFSET));
        if (header == 0 || header > image.byteSize() - COFF_HEADER_SIZE || image.get(U32, header) != PE_MAGIC) {
            return;
        }
        int count = Short.toUnsignedInt(image.get(U16, header + 6));
        long table = header + COFF_HEADER_SIZE + Short.toUnsignedInt(image.get(U16, header + 20));
        requireUpTo(name, image, table + (long) count * SECTION_SIZE);
        for (int i = 0; i < count; i++) {
            long section = table + (long) i * SECTION_SIZE;
            long size = Integer.toUnsignedLong(image.get(U32, section + 16));
            long offset = Integer.toUnsignedLong(image.get(U32, section + 20));
            requireUpTo(name, image, offset + size);
        }
    }

    private static void requireUpTo(String name, MemorySegment image, long end) throws ImageException {
        if (end > image.byteSize()) {
            throw new ImageException("%s: is truncated: the kernel has 0x%x bytes, and says that it has 0x%x"
                    .formatted(name, image.byteSize(), end));
        }
    }
}

package dev.realmstep.image;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An arm64 Linux {@code Image}, taken out of what it was packed in: gzip, or an EFI application that decompresses itself
 * (zboot).
 */
public final class LinuxImage {
    /** Several times the largest kernels that distributions build. */
    private static final int LARGEST_IMAGE = 512 << 20;

    private final String name;
    private final MemorySegment bytes;
    private final LinuxImageHeader header;

    private LinuxImage(String name, MemorySegment bytes, LinuxImageHeader header) {
        this.name = name;
        this.bytes = bytes;
        this.header = header;
    }

    /** Whether a file is an {@code Image}, or has one inside. */
    public static boolean isLinuxImage(MemorySegment file) {
        MemorySegment beginning =
                Compression.GZIP.isOf(file) ? Compression.GZIP.beginning(file, LinuxImageHeader.SIZE) : file;
        return LinuxImageHeader.hasMagic(beginning) || EfiZboot.hasMagic(file);
    }

    /**
     * Reads a kernel.
     *
     * @param name what messages call the file
     * @throws ImageException if it is no kernel, is truncated or damaged, or is packed in another way
     */
    public static LinuxImage read(String name, MemorySegment file) throws ImageException {
        MemorySegment image = unpack(name, file);
        if (!LinuxImageHeader.hasMagic(image)) {
            throw new ImageException(name + ": is no arm64 Linux kernel: it has no \"ARM\\x64\" at offset 0x38");
        }
        if (image.byteSize() < LinuxImageHeader.SIZE) {
            throw new ImageException(name + ": is truncated: it ends in the header of the kernel");
        }
        EfiSections.requireComplete(name, image);
        return new LinuxImage(name, image, LinuxImageHeader.read(image));
    }

    private static MemorySegment unpack(String name, MemorySegment file) throws ImageException {
        MemorySegment compressed = EfiZboot.hasMagic(file) ? EfiZboot.payload(name, file) : file;
        return Compression.GZIP.isOf(compressed)
                ? Compression.GZIP.decompress(name, compressed, LARGEST_IMAGE)
                : compressed;
    }

    /**
     * Checks that a kernel is for the machine that is to run it.
     *
     * @param offered the page sizes that the machine's processors have
     * @throws ImageException if it is built for big-endian data or for another page size
     */
    public void requireRunnable(Set<PageSize> offered) throws ImageException {
        if (header.isBigEndian()) {
            throw new ImageException(name + ": is a big-endian kernel; realms here are little-endian");
        }
        Optional<PageSize> pageSize = pageSize();
        if (pageSize.isPresent() && !offered.contains(pageSize.get())) {
            String others = offered.stream().sorted().map(PageSize::toString).collect(Collectors.joining(", "));
            throw new ImageException("%s: is a kernel for pages of %s; the processors here have %s"
                    .formatted(name, pageSize.get(), others));
        }
    }

    /** What is loaded, read-only: the file itself, or what was inside. */
    public MemorySegment bytes() {
        return bytes.asReadOnly();
    }

    /** How far behind a multiple of 2 MiB the image wants to be, in bytes. */
    public long textOffset() {
        return header.textOffset();
    }

    /** The memory that the kernel takes from its first byte on, in bytes, with the data that it zeroes itself. */
    public long memorySize() {
        return Math.max(header.imageSize(), bytes.byteSize());
    }

    /** The page size that the kernel was built for, if it says so. */
    public Optional<PageSize> pageSize() {
        return header.pageSize();
    }
}

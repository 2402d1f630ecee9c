package dev.realmstep.config.check;

import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.OfferedPageSizes;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfObject;
import dev.realmstep.image.ElfSegment;
import dev.realmstep.image.ImageException;
import dev.realmstep.image.InitialRamFileSystem;
import dev.realmstep.image.LinuxImage;
import dev.realmstep.image.LinuxModuleFiles;
import dev.realmstep.image.UnpackedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The files on the disk. What was found out about one is kept until it changes, since an editor asks at every key. */
public final class DiskFiles implements ReachableFiles {
    private static final ValueLayout.OfInt CELL = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int DEVICE_TREE_MAGIC = 0xd00d_feed;
    private static final int ELF_HEADER_SIZE = 64;
    private static final byte ELFCLASS64 = 2;
    private static final byte ELFDATA2LSB = 1;
    private static final short ET_REL = 1;

    private final UnpackedFiles unpacked;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    private record Known(FileTime modified, long size, FileFacts facts) {}

    /** With the unpacked contents of compressed files in the user's cache. */
    public DiskFiles() {
        this(UnpackedFiles.ofUser());
    }

    /**
     * @param unpacked where the contents of compressed files are
     */
    public DiskFiles(UnpackedFiles unpacked) {
        this.unpacked = unpacked;
    }

    @Override
    public FileFacts inspect(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return new FileFacts.Folder(LinuxModuleFiles.anyBelow(path));
            }
            if (!attributes.isRegularFile()) {
                return new FileFacts.Unreadable("it is not a regular file");
            }
            Known before = known.get(path);
            if (before != null
                    && before.modified().equals(attributes.lastModifiedTime())
                    && before.size() == attributes.size()) {
                return before.facts();
            }
            FileFacts facts = read(path, attributes.size());
            known.put(path, new Known(attributes.lastModifiedTime(), attributes.size(), facts));
            return facts;
        } catch (NoSuchFileException absent) {
            return new FileFacts.Missing();
        } catch (IOException | UncheckedIOException e) {
            return new FileFacts.Unreadable("it cannot be opened");
        }
    }

    private FileFacts read(Path path, long size) throws IOException {
        Path usable;
        try {
            usable = unpacked.locate(path);
        } catch (ImageException e) {
            return unusable(DiagnosticCode.CANNOT_BE_UNPACKED, path, e);
        }
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(usable, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            if (ElfFile.isElf(bytes)) {
                return elf(path, bytes);
            }
            if (LinuxImage.isLinuxImage(bytes)) {
                return kernel(path, bytes);
            }
            if (bytes.byteSize() >= 2 * Integer.BYTES && bytes.get(CELL, 0) == DEVICE_TREE_MAGIC) {
                return new FileFacts.DeviceTreeBlob(Integer.toUnsignedLong(bytes.get(CELL, Integer.BYTES)), size);
            }
            return InitialRamFileSystem.isArchive(bytes) ? archive(path, bytes) : new FileFacts.Plain(size);
        }
    }

    private static FileFacts elf(Path path, MemorySegment bytes) {
        try {
            ElfFile elf = ElfFile.parse(path.toString(), bytes);
            return new FileFacts.Elf(
                    elf.entry(),
                    elf.loadableSegments().stream()
                            .filter(segment -> segment.memorySize() != 0)
                            .map(DiskFiles::extent)
                            .toList());
        } catch (ImageException e) {
            if (isModule(path, bytes)) {
                return new FileFacts.LinuxModule(reason(path, e));
            }
            return isForeign(bytes)
                    ? unusable(DiagnosticCode.FOREIGN_ELF, path, e)
                    : new FileFacts.Unusable(
                            DiagnosticCode.MALFORMED_ELF, "is a damaged ELF file (%s)".formatted(reason(path, e)));
        }
    }

    private static boolean isModule(Path path, MemorySegment bytes) {
        if (LinuxModuleFiles.moduleOf(path).isEmpty()) {
            return false;
        }
        try {
            return !ElfObject.parse(path.toString(), bytes).sections().isEmpty();
        } catch (ImageException e) {
            return false; // What it is otherwise has been found out.
        }
    }

    private static FileFacts.Extent extent(ElfSegment segment) {
        return new FileFacts.Extent(segment.physicalAddress(), segment.memorySize());
    }

    private static FileFacts kernel(Path path, MemorySegment bytes) {
        LinuxImage image;
        try {
            image = LinuxImage.read(path.toString(), bytes);
        } catch (ImageException e) {
            return unusable(DiagnosticCode.MALFORMED_KERNEL, path, e);
        }
        try {
            image.requireRunnable(OfferedPageSizes.ALL);
        } catch (ImageException e) {
            return unusable(DiagnosticCode.FOREIGN_KERNEL, path, e);
        }
        return new FileFacts.LinuxImage(image.textOffset(), image.memorySize());
    }

    private static FileFacts archive(Path path, MemorySegment bytes) {
        try {
            InitialRamFileSystem.requireComplete(path.toString(), bytes);
            return new FileFacts.Plain(bytes.byteSize());
        } catch (ImageException e) {
            return unusable(DiagnosticCode.CANNOT_BE_UNPACKED, path, e);
        }
    }

    private static FileFacts unusable(DiagnosticCode code, Path path, ImageException e) {
        return new FileFacts.Unusable(code, reason(path, e));
    }

    /** The message without the path that it begins with, which the diagnostic says already. */
    private static String reason(Path path, ImageException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "is damaged");
        String prefix = path + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private static boolean isForeign(MemorySegment elf) {
        return elf.byteSize() >= ELF_HEADER_SIZE
                && (elf.get(ValueLayout.JAVA_BYTE, 4) != ELFCLASS64
                        || elf.get(ValueLayout.JAVA_BYTE, 5) != ELFDATA2LSB
                        || elf.get(HALF, 18) != ElfFile.EM_AARCH64
                        || elf.get(HALF, 16) == ET_REL);
    }
}

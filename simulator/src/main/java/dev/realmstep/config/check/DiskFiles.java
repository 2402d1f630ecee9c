package dev.realmstep.config.check;

import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSegment;
import dev.realmstep.image.ImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    /** The longest header looked at: Linux's (Documentation/arch/arm64/booting.rst). */
    private static final int HEADER_SIZE = 64;

    private static final int ELF_MAGIC = 0x464c_457f;
    private static final int IMAGE_MAGIC = 0x644d_5241; // "ARM\x64"
    private static final int IMAGE_MAGIC_OFFSET = 56;
    private static final int DEVICE_TREE_MAGIC = 0xd00d_feed;
    private static final byte ELFCLASS64 = 2;
    private static final byte ELFDATA2LSB = 1;
    private static final short ET_REL = 1;

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    private record Known(FileTime modified, long size, FileFacts facts) {}

    @Override
    public FileFacts inspect(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return new FileFacts.Unreadable(
                        attributes.isDirectory() ? "it is a folder" : "it is not a regular file");
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
        } catch (IOException e) {
            return new FileFacts.Unreadable("it cannot be opened");
        }
    }

    private static FileFacts read(Path path, long size) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {}
        }
        header.flip();
        if (header.remaining() >= 4 && header.getInt(0) == ELF_MAGIC) {
            return elf(path, header);
        }
        if (header.remaining() == HEADER_SIZE && header.getInt(IMAGE_MAGIC_OFFSET) == IMAGE_MAGIC) {
            return new FileFacts.LinuxImage(header.getLong(8), Math.max(size, header.getLong(16)));
        }
        if (header.remaining() >= 8 && Integer.reverseBytes(header.getInt(0)) == DEVICE_TREE_MAGIC) {
            return new FileFacts.DeviceTreeBlob(Integer.toUnsignedLong(Integer.reverseBytes(header.getInt(4))), size);
        }
        return new FileFacts.Plain(size);
    }

    private static FileFacts elf(Path path, ByteBuffer header) {
        try {
            ElfFile elf = ElfFile.open(path);
            return new FileFacts.Elf(
                    elf.entry(),
                    elf.loadableSegments().stream()
                            .filter(segment -> segment.memorySize() != 0)
                            .map(DiskFiles::extent)
                            .toList());
        } catch (ImageException e) {
            String reason = withoutPath(Objects.requireNonNullElse(e.getMessage(), "it is damaged"), path);
            return isForeign(header) ? new FileFacts.ForeignElf(reason) : new FileFacts.MalformedElf(reason);
        }
    }

    private static FileFacts.Extent extent(ElfSegment segment) {
        return new FileFacts.Extent(segment.physicalAddress(), segment.memorySize());
    }

    /** The message begins with the path, which the diagnostic says already. */
    private static String withoutPath(String message, Path path) {
        String prefix = path + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private static boolean isForeign(ByteBuffer header) {
        return header.remaining() == HEADER_SIZE
                && (header.get(4) != ELFCLASS64
                        || header.get(5) != ELFDATA2LSB
                        || header.getShort(18) != ElfFile.EM_AARCH64
                        || header.getShort(16) == ET_REL);
    }
}

package dev.realmstep.image;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Programs and kernels that are kept compressed, unpacked into a cache: debug information is read where it lies in a file,
 * which works only if that is not compressed.
 *
 * <p>An unpacked file is named by length and checksums of the compressed one, so that no change of that is missed, and gets
 * its name when it is complete, so that several processes may unpack at once.
 */
public final class UnpackedFiles {
    /** Enough to know an ELF file or a Linux Image. */
    private static final int BEGINNING_SIZE = LinuxImageHeader.SIZE;

    private final Path folder;

    /**
     * @param folder the cache; made when it is needed
     */
    public UnpackedFiles(Path folder) {
        this.folder = folder;
    }

    /** Those in the user's cache folder. */
    public static UnpackedFiles ofUser() {
        return new UnpackedFiles(
                UserCache.folder(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home")));
    }

    /**
     * A file that can be used as it is: the unpacked one if {@code file} is a compressed ELF file, or an {@code Image} in
     * xz; otherwise {@code file} itself. An {@code Image} in gzip is left to {@link LinuxImage}, and an archive to the
     * guest.
     *
     * @throws ImageException if the file is truncated or damaged, or the cache cannot be written
     * @throws IOException if the file cannot be read
     */
    public Path locate(Path file) throws ImageException, IOException {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            Optional<Compression> compression = Compression.of(bytes);
            if (compression.isEmpty()) {
                return file;
            }
            // First of all, since only looking into a file in xz may take as much memory as unpacking it.
            Path unpacked = folder.resolve(identity(bytes) + "-" + nameWithin(file));
            if (Files.isRegularFile(unpacked)) {
                return unpacked;
            }
            if (!isUnpacked(compression.get(), bytes)) {
                return file;
            }
            unpack(file, compression.get(), bytes, unpacked);
            return unpacked;
        }
    }

    private static boolean isUnpacked(Compression compression, MemorySegment compressed) {
        MemorySegment beginning = compression.beginning(compressed, BEGINNING_SIZE);
        return ElfFile.isElf(beginning) || (compression == Compression.XZ && LinuxImageHeader.hasMagic(beginning));
    }

    private void unpack(Path file, Compression compression, MemorySegment bytes, Path unpacked) throws ImageException {
        try {
            Files.createDirectories(folder);
            Path partial = Files.createTempFile(folder, "unpacking-", "");
            try {
                try (InputStream contents = compression.open(new SegmentInputStream(bytes))) {
                    Files.copy(contents, partial, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.move(partial, unpacked, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            if (Compression.isDamage(e)) {
                throw compression.complaint(file.toString(), e);
            }
            throw new ImageException(
                    "%s: cannot be unpacked into the cache folder %s (%s)".formatted(file, folder, e.getMessage()), e);
        }
    }

    /** For people who look into the cache. */
    private static String nameWithin(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    /**
     * Two checksums that Java computes at the speed of memory: at each start every such file is read through, and a
     * cryptographic hash would take longer than all the rest. What is in the user's own cache need not withstand forgery.
     */
    private static String identity(MemorySegment bytes) {
        CRC32 one = new CRC32();
        one.update(bytes.asByteBuffer());
        CRC32C other = new CRC32C();
        other.update(bytes.asByteBuffer());
        return "%x-%08x%08x".formatted(bytes.byteSize(), one.getValue(), other.getValue());
    }
}

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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Programs and kernels that are kept compressed, unpacked into a cache: debug information is read where it lies in a file,
 * which works only if that is not compressed.
 *
 * <p>An unpacked file is named by the hash of the compressed one, so that no change of that is missed, and gets its name
 * when it is complete, so that several processes may unpack at once.
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
            if (compression.isEmpty() || !isUnpacked(compression.get(), bytes)) {
                return file;
            }
            Path unpacked = folder.resolve(hash(bytes) + "-" + nameWithin(file));
            if (!Files.isRegularFile(unpacked)) {
                unpack(file, compression.get(), bytes, unpacked);
            }
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

    private static String hash(MemorySegment bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.asByteBuffer());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

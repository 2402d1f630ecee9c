package dev.realmstep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class UnpackedFilesTests {
    private static final Path ELF = Path.of("..", "samples", "hello", "hello.elf");

    @TempDir
    private Path folder;

    private Path cache;
    private UnpackedFiles files;

    @BeforeEach
    void makeACache() {
        cache = folder.resolve("cache").resolve("realmstep");
        files = new UnpackedFiles(cache);
    }

    private Path xz(byte[] contents) throws IOException {
        Path file = folder.resolve("guest.elf.xz");
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options())) {
            out.write(contents);
        }
        return file;
    }

    /** More than xz decompresses at once, so that the damage is not in the beginning. */
    private static byte[] longElf() throws IOException {
        byte[] elf = Files.readAllBytes(ELF);
        byte[] noise = new byte[1 << 18];
        new Random(1).nextBytes(noise);
        return ByteBuffer.allocate(elf.length + noise.length)
                .put(elf)
                .put(noise)
                .array();
    }

    private Path gzip(byte[] contents) throws IOException {
        Path file = folder.resolve("guest.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(contents);
        }
        return file;
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            return entries.toList();
        }
    }

    @Test
    void aCompressedElfFileIsUnpackedIntoTheCache() throws IOException, ImageException {
        byte[] elf = Files.readAllBytes(ELF);
        for (Path file : List.of(xz(elf), gzip(elf))) {
            Path unpacked = files.locate(file);
            assertThat(unpacked).startsWith(cache).hasBinaryContent(elf);
        }
        assertThat(cached()).hasSize(2);
    }

    @Test
    void aFileIsUnpackedOnce() throws IOException, ImageException {
        Path file = xz(Files.readAllBytes(ELF));
        Path unpacked = files.locate(file);
        Files.write(unpacked, new byte[] {1});
        assertThat(files.locate(file)).isEqualTo(unpacked).hasBinaryContent(new byte[] {1});
    }

    @Test
    void aFileThatChangedIsUnpackedAnew() throws IOException, ImageException {
        byte[] elf = Files.readAllBytes(ELF);
        Path before = files.locate(xz(elf));
        elf[elf.length - 1]++;
        assertThat(files.locate(xz(elf))).isNotEqualTo(before).hasBinaryContent(elf);
    }

    @Test
    void whatIsUsedAsItIsStaysWhereItIs() throws IOException, ImageException {
        Path archive = gzip("070701".getBytes(StandardCharsets.US_ASCII));
        assertThat(files.locate(ELF)).isEqualTo(ELF);
        assertThat(files.locate(archive)).isEqualTo(archive);
        assertThat(files.locate(xz(new byte[1000]))).isEqualTo(folder.resolve("guest.elf.xz"));
        assertThat(cache).doesNotExist();
    }

    @Test
    void aTruncatedOrDamagedFileIsRefusedAndLeavesNothingBehind() throws IOException {
        Path file = xz(longElf());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 100));
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> files.locate(file))
                .withMessage(file + ": is truncated: its xz data ends too early");

        whole[whole.length - 30] ^= 1; // in the CRC of the contents, in front of index and footer
        Files.write(file, whole);
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> files.locate(file))
                .withMessage(file + ": is damaged: its xz data cannot be decompressed");
        assertThat(cached()).isEmpty();
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamed() throws IOException {
        Path file = xz(Files.readAllBytes(ELF));
        Files.createDirectories(cache.resolve(".."));
        Files.write(cache, new byte[0]);
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> files.locate(file))
                .withMessageStartingWith(file + ": cannot be unpacked into the cache folder " + cache);
    }

    @Test
    void theCacheIsWhereTheSystemHasIt() {
        Path home = folder.toAbsolutePath();
        assertThat(cacheOf(Map.of(), "Linux")).isEqualTo(home.resolve(".cache/realmstep"));
        assertThat(cacheOf(Map.of("XDG_CACHE_HOME", home.resolve("c").toString()), "Linux"))
                .isEqualTo(home.resolve("c/realmstep"));
        assertThat(cacheOf(Map.of("XDG_CACHE_HOME", "relative"), "Linux")).isEqualTo(home.resolve(".cache/realmstep"));
        assertThat(cacheOf(Map.of(), "Mac OS X")).isEqualTo(home.resolve("Library/Caches/realmstep"));
        assertThat(cacheOf(Map.of("LOCALAPPDATA", home.resolve("l").toString()), "Windows 11"))
                .isEqualTo(home.resolve("l/realmstep/cache"));
    }

    private Path cacheOf(Map<String, String> environment, String system) {
        return UserCache.folder(environment, system, folder.toAbsolutePath().toString());
    }
}

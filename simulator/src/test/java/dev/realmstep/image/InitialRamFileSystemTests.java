package dev.realmstep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class InitialRamFileSystemTests {
    /** See the README beside it. */
    private static final Path ARCHIVE = Path.of("src/test/resources/dev/realmstep/image/two-files.cpio");

    private static byte[] archive() throws IOException {
        return Files.readAllBytes(ARCHIVE);
    }

    private static byte[] gzip(byte[] contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(contents);
        }
        return bytes.toByteArray();
    }

    private static byte[] xz(byte[] contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options())) {
            out.write(contents);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static void assertComplete(byte[] file) {
        assertThatCode(() -> InitialRamFileSystem.requireComplete("initrd", MemorySegment.ofArray(file)))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> InitialRamFileSystem.requireComplete("initrd", MemorySegment.ofArray(file)))
                .withMessage("initrd: " + message);
    }

    @Test
    void whatCpioAndGzipMakeIsComplete() throws IOException {
        assertComplete(archive());
        assertComplete(gzip(archive()));
    }

    @Test
    void archivesMayFollowOneAnother() throws IOException {
        assertComplete(joined(archive(), new byte[512], archive(), new byte[3], gzip(archive())));
        assertComplete(joined(gzip(archive()), gzip(archive())));
    }

    @Test
    void whateverElseItIsOnlyTheKernelCanTell() {
        assertComplete(new byte[0]);
        assertComplete("no archive".getBytes(StandardCharsets.UTF_8));
        assertComplete(new byte[] {'B', 'Z', 'h', '9', 1, 2, 3});
    }

    @Test
    void everyShorterArchiveIsTruncated() throws IOException {
        byte[] archive = archive();
        int end = new String(archive, StandardCharsets.ISO_8859_1).indexOf("TRAILER!!!") + 11;
        for (int length = 6; length < end; length++) {
            assertRefused(
                    Arrays.copyOf(archive, length),
                    "is truncated: its cpio archive ends at 0x%x, without TRAILER!!!".formatted(length));
        }
    }

    @Test
    void aTruncatedGzipIsTruncatedWhateverIsInIt() throws IOException {
        for (byte[] packed : new byte[][] {gzip(archive()), gzip(new byte[1000])}) {
            for (int length = 2; length < packed.length; length++) {
                assertRefused(Arrays.copyOf(packed, length), "is truncated: its gzip data ends too early");
            }
        }
    }

    /** What xz 5.4 and zstd 1.5 make of the archive: see the README beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"xz", "zst"})
    void anArchiveInXzOrZstdIsCompleteOrTruncated(String suffix) throws IOException {
        byte[] packed = Files.readAllBytes(ARCHIVE.resolveSibling("two-files.cpio." + suffix));

        assertComplete(packed);
        assertComplete(joined(packed, new byte[3], archive()));
        for (int length = 6; length < packed.length; length++) {
            assertRefused(
                    Arrays.copyOf(packed, length),
                    "is truncated: its %s data ends too early".formatted(suffix.equals("xz") ? "xz" : "zstd"));
        }
    }

    @Test
    void aTruncatedArchiveIsFoundInXzAndBehindZstd() throws IOException {
        String end = "is truncated: its cpio archive ends at 0xc8, without TRAILER!!!";
        assertRefused(xz(Arrays.copyOf(archive(), 200)), end);
        byte[] behind =
                joined(Files.readAllBytes(ARCHIVE.resolveSibling("two-files.cpio.zst")), Arrays.copyOf(archive(), 200));
        assertRefused(behind, end);
    }

    @Test
    void aTruncatedArchiveIsFoundInsideOfGzipAndBehindAnother() throws IOException {
        byte[] half = Arrays.copyOf(archive(), 200);
        assertRefused(gzip(half), "is truncated: its cpio archive ends at 0xc8, without TRAILER!!!");
        assertRefused(joined(archive(), half), "is truncated: its cpio archive ends at 0xc8, without TRAILER!!!");
    }

    @Test
    void anEntryThatDoesNotEndAtTheNextIsDamage() throws IOException {
        byte[] archive = archive();
        archive[54 + 7] = 'e'; // the size of the first file: 14, which is 8 more when it is padded
        assertRefused(archive, "is damaged: at 0xf6 of its cpio archive, no entry ends");
    }

    @Test
    void archivesAreToldFromOtherFiles() throws IOException {
        assertThat(InitialRamFileSystem.isArchive(MemorySegment.ofArray(archive())))
                .isTrue();
        assertThat(InitialRamFileSystem.isArchive(MemorySegment.ofArray(gzip(archive()))))
                .isTrue();
        assertThat(InitialRamFileSystem.isArchive(MemorySegment.ofArray(new byte[100])))
                .isFalse();
    }
}

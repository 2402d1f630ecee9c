package dev.realmstep.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.image.UnpackedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class DiskFilesTests {
    @TempDir
    private Path folder;

    private FileFacts inspect(byte[] contents) throws IOException {
        UnpackedFiles unpacked = new UnpackedFiles(folder.resolve("cache"));
        return new DiskFiles(unpacked).inspect(Files.write(folder.resolve("file"), contents));
    }

    @Test
    void anElfFileShowsItsEntryAndSegments() {
        FileFacts facts = new DiskFiles().inspect(Path.of("..", "samples", "hello", "hello.elf"));
        assertThat(facts).isInstanceOfSatisfying(FileFacts.Elf.class, elf -> {
            assertThat(elf.entry()).isEqualTo(0x8020_0000L);
            assertThat(elf.segments())
                    .first()
                    .extracting(FileFacts.Extent::base)
                    .isEqualTo(0x8020_0000L);
        });
    }

    /** A Linux Image of 100 bytes that takes 3 MiB. */
    private static byte[] image(long flags) {
        ByteBuffer image = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        image.putLong(8, 0x8_0000)
                .putLong(16, 0x30_0000)
                .putLong(24, flags)
                .put(56, "ARMd".getBytes(StandardCharsets.US_ASCII));
        return image.array();
    }

    private static byte[] gzip(byte[] contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(contents);
        }
        return bytes.toByteArray();
    }

    private static byte[] xz(byte[] contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options())) {
            out.write(contents);
        }
        return bytes.toByteArray();
    }

    private void assertUnusable(byte[] file, DiagnosticCode code, String reason) throws IOException {
        assertThat(inspect(file)).isEqualTo(new FileFacts.Unusable(code, reason));
    }

    @Test
    void aLinuxImageShowsItsOffsetAndItsSizeInMemory() throws IOException {
        FileFacts expected = new FileFacts.LinuxImage(0x8_0000, 0x30_0000);
        assertThat(inspect(image(0b1010))).isEqualTo(expected);
        assertThat(inspect(gzip(image(0b1010)))).isEqualTo(expected);
        assertThat(inspect(xz(image(0b1010)))).isEqualTo(expected);
    }

    @Test
    void aLinuxImageForAnotherMachineIsOfNoUse() throws IOException {
        assertUnusable(
                image(0b0001), DiagnosticCode.FOREIGN_KERNEL, "is a big-endian kernel; realms here are little-endian");
        assertUnusable(
                image(0b0100),
                DiagnosticCode.FOREIGN_KERNEL,
                "is a kernel for pages of 16 KiB; the processors here have 4 KiB");
    }

    @Test
    void aTruncatedLinuxImageIsOfNoUse() throws IOException {
        assertUnusable(
                Arrays.copyOf(image(0), 62),
                DiagnosticCode.MALFORMED_KERNEL,
                "is truncated: it ends in the header of the kernel");
        byte[] packed = gzip(image(0));
        assertUnusable(
                Arrays.copyOf(packed, packed.length - 1),
                DiagnosticCode.MALFORMED_KERNEL,
                "is truncated: its gzip data ends too early");
    }

    @Test
    void aCompressedElfFileShowsWhatIsInside() throws IOException {
        byte[] elf = Files.readAllBytes(Path.of("..", "samples", "hello", "hello.elf"));
        assertThat(inspect(xz(elf))).isEqualTo(inspect(elf));
        assertThat(inspect(gzip(elf))).isEqualTo(inspect(elf));
    }

    @Test
    void anArchiveIsAPlainFileIfItIsComplete() throws IOException {
        byte[] archive = Files.readAllBytes(Path.of("src/test/resources/dev/realmstep/image/two-files.cpio"));
        byte[] packed = gzip(archive);
        assertThat(inspect(archive)).isEqualTo(new FileFacts.Plain(512));
        assertThat(inspect(packed)).isEqualTo(new FileFacts.Plain(packed.length));
        assertUnusable(
                Arrays.copyOf(archive, 200),
                DiagnosticCode.CANNOT_BE_UNPACKED,
                "is truncated: its cpio archive ends at 0xc8, without TRAILER!!!");
        assertUnusable(
                Arrays.copyOf(packed, 100),
                DiagnosticCode.CANNOT_BE_UNPACKED,
                "is truncated: its gzip data ends too early");
    }

    @Test
    void aDeviceTreeShowsItsSize() throws IOException {
        byte[] blob = {(byte) 0xd0, 0x0d, (byte) 0xfe, (byte) 0xed, 0, 0, 1, 2, 0};
        assertThat(inspect(blob)).isEqualTo(new FileFacts.DeviceTreeBlob(0x102, 9));
    }

    @Test
    void anElfFileOfAnotherClassOrMachineIsForeign() throws IOException {
        byte[] elf32 = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1}, 0, elf32, 0, 7);
        assertUnusable(elf32, DiagnosticCode.FOREIGN_ELF, "is not a 64-bit ELF file (EI_CLASS at offset 4 is 1)");
    }

    @Test
    void aFileThatChangesIsLookedIntoAgain() throws IOException {
        Path file = folder.resolve("file");
        DiskFiles files = new DiskFiles();
        assertThat(files.inspect(file)).isEqualTo(new FileFacts.Missing());
        Files.write(file, new byte[3]);
        assertThat(files.inspect(file)).isEqualTo(new FileFacts.Plain(3));
        Files.write(file, new byte[5]);
        assertThat(files.inspect(file)).isEqualTo(new FileFacts.Plain(5));
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        assertThat(new DiskFiles().inspect(folder)).isEqualTo(new FileFacts.Folder(false));
        Files.write(folder.resolve("virtio.ko"), new byte[1]);
        assertThat(new DiskFiles().inspect(folder)).isEqualTo(new FileFacts.Folder(true));
    }
}

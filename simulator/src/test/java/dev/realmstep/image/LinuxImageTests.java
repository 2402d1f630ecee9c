package dev.realmstep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LinuxImageTests {
    /** A kernel that Linux's own build made, then gzip. */
    private static final Path SMALL = Path.of("..", "samples", "linux", "small", "Image.gz");

    private static final long FOUR_KIB_ANYWHERE = 0b1010;

    private static LinuxImage read(byte[] file) throws ImageException {
        return LinuxImage.read("kernel", MemorySegment.ofArray(file));
    }

    /** An Image of 4 KiB that takes 64 KiB. */
    private static byte[] image(long flags) {
        ByteBuffer image = ByteBuffer.allocate(0x1000).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(0, 0xd503_201f).putLong(8, 0).putLong(16, 0x1_0000).putLong(24, flags);
        image.put(56, "ARMd".getBytes(StandardCharsets.US_ASCII));
        return image.array();
    }

    private static byte[] gzip(byte[] contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(contents);
        }
        return bytes.toByteArray();
    }

    /** As drivers/firmware/efi/libstub/zboot-header.S lays it out. */
    private static byte[] zboot(String compression, byte[] payload) {
        ByteBuffer file = ByteBuffer.allocate(0x200 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(0, "MZ".getBytes(StandardCharsets.US_ASCII)).put(4, "zimg".getBytes(StandardCharsets.US_ASCII));
        file.putInt(8, 0x200).putInt(12, payload.length);
        file.put(24, compression.getBytes(StandardCharsets.US_ASCII));
        file.putInt(56, 0x818223cd).putInt(60, 64).put(0x200, payload);
        return file.array();
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> read(file))
                .withMessage("kernel: " + message);
    }

    @Test
    void aKernelFromLinuxsBuildShowsWhatItsHeaderSays() throws IOException, ImageException {
        LinuxImage image = read(Files.readAllBytes(SMALL));

        // file(1) says "little-endian, 4K pages" of it, and od(1) shows 0x440000 at offset 16.
        assertThat(image.textOffset()).isZero();
        assertThat(image.memorySize()).isEqualTo(0x44_0000);
        assertThat(image.pageSize()).contains(PageSize.FOUR_KIB);
        assertThat(image.bytes().byteSize()).isEqualTo(4_243_464);
    }

    @Test
    void anImageIsTakenOutOfGzipAndOutOfAnEfiApplication() throws IOException, ImageException {
        byte[] image = image(FOUR_KIB_ANYWHERE);
        for (byte[] file : new byte[][] {image, gzip(image), zboot("gzip", gzip(image))}) {
            assertThat(LinuxImage.isLinuxImage(MemorySegment.ofArray(file))).isTrue();
            assertThat(read(file).bytes().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(image);
        }
    }

    @Test
    void aFileThatIsLongerThanItsKernelSaysTakesTheRoomOfTheFile() throws ImageException {
        byte[] image = Arrays.copyOf(image(FOUR_KIB_ANYWHERE), 0x2_0000);
        assertThat(read(image).memorySize()).isEqualTo(0x2_0000);
    }

    @Test
    void aKernelOlderThanItsImageSizeIsAtTheOldOffset() throws ImageException {
        byte[] image = image(0);
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putLong(16, 0);
        assertThat(read(image).textOffset()).isEqualTo(0x8_0000);
        assertThat(read(image).memorySize()).isEqualTo(0x1000);
    }

    @Test
    void aBigEndianKernelIsRefused() throws ImageException {
        LinuxImage image = read(image(FOUR_KIB_ANYWHERE | 1));
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> image.requireRunnable(EnumSet.allOf(PageSize.class)))
                .withMessage("kernel: is a big-endian kernel; realms here are little-endian");
    }

    @Test
    void aKernelForPagesThatTheProcessorsLackIsRefused() throws ImageException {
        LinuxImage image = read(image(0b0110));
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> image.requireRunnable(EnumSet.of(PageSize.FOUR_KIB)))
                .withMessage("kernel: is a kernel for pages of 64 KiB; the processors here have 4 KiB");
        assertThatCode(() -> image.requireRunnable(EnumSet.of(PageSize.FOUR_KIB, PageSize.SIXTY_FOUR_KIB)))
                .doesNotThrowAnyException();
    }

    @Test
    void aKernelThatDoesNotSayItsPageSizeIsTaken() throws ImageException {
        LinuxImage image = read(image(0));
        assertThatCode(() -> image.requireRunnable(EnumSet.of(PageSize.FOUR_KIB)))
                .doesNotThrowAnyException();
    }

    @Test
    void truncatedKernelsAreRefused() throws IOException {
        byte[] packed = gzip(image(FOUR_KIB_ANYWHERE));
        assertRefused(Arrays.copyOf(image(FOUR_KIB_ANYWHERE), 62), "is truncated: it ends in the header of the kernel");
        assertRefused(Arrays.copyOf(packed, packed.length - 9), "is truncated: its gzip data ends too early");
        assertRefused(
                Arrays.copyOf(zboot("gzip", packed), 0x210),
                "is truncated: its compressed kernel ends at 0x%x, the file at 0x210".formatted(0x200 + packed.length));
    }

    @Test
    void aTruncatedKernelThatIsAnEfiApplicationIsRefusedByItsSections() throws ImageException {
        ByteBuffer image = ByteBuffer.wrap(image(FOUR_KIB_ANYWHERE)).order(ByteOrder.LITTLE_ENDIAN);
        // One section of 0xf00 bytes at 0x100, behind an optional header of 0x20 bytes.
        image.putInt(60, 64).putInt(64, 0x4550).putShort(70, (short) 1).putShort(84, (short) 0x20);
        image.putInt(64 + 24 + 0x20 + 16, 0xf00).putInt(64 + 24 + 0x20 + 20, 0x100);

        assertThat(read(image.array()).memorySize()).isEqualTo(0x1_0000);
        assertRefused(
                Arrays.copyOf(image.array(), 0xfff),
                "is truncated: the kernel has 0xfff bytes, and says that it has 0x1000");
        assertRefused(
                Arrays.copyOf(image.array(), 0x80),
                "is truncated: the kernel has 0x80 bytes, and says that it has 0xa0");
    }

    @Test
    void anEfiApplicationThatIsCompressedInAnotherWayIsRefused() {
        assertRefused(
                zboot("zstd22", new byte[100]),
                "is an EFI zboot kernel compressed with \"zstd22\", which is not supported; unpack it to an Image");
        assertRefused(
                zboot("gz\u0007\n", new byte[100]),
                "is an EFI zboot kernel compressed with \"gz??\", which is not supported; unpack it to an Image");
        assertRefused(
                zboot("gzip", new byte[100]),
                "is damaged: no gzip data is at 0x200, where its compressed kernel should be");
    }

    @Test
    void damagedGzipIsRefused() throws IOException {
        byte[] packed = gzip(image(FOUR_KIB_ANYWHERE));
        packed[packed.length - 6] ^= 1; // its checksum
        assertRefused(packed, "is damaged: its gzip data cannot be decompressed");
    }

    @Test
    void whatIsNoKernelIsRefused() throws IOException {
        String message = "is no arm64 Linux kernel: it has no \"ARM\\x64\" at offset 0x38";
        assertRefused(new byte[0], message);
        assertRefused(
                "not a kernel, but a text that is longer than a header would be".getBytes(StandardCharsets.UTF_8),
                message);
        assertRefused(gzip(new byte[500]), message);
        assertThat(LinuxImage.isLinuxImage(MemorySegment.ofArray(gzip(new byte[500]))))
                .isFalse();
    }
}

package dev.realmstep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Reads {@code tiny.elf} and compares with what readelf recorded of it; then breaks it in the ways files break. */
final class ElfFileTests {
    private static final int SEGMENT_TABLE = 64;
    private static final int SEGMENT_HEADER = 56;

    @Test
    void theSegmentsAreThoseThatReadelfSees() throws Exception {
        List<String> lines = tiny().segments().stream()
                .map(segment -> "0x%06x 0x%016x 0x%016x 0x%06x 0x%06x"
                        .formatted(
                                segment.fileOffset(),
                                segment.virtualAddress(),
                                segment.physicalAddress(),
                                segment.fileSize(),
                                segment.memorySize()))
                .toList();
        assertThat(lines).isEqualTo(recorded("tiny.segments.txt", "  (?:LOAD|GNU_\\w+) +((?:0x[0-9a-f]+ ?){5}).*"));
        assertThat(tiny().loadableSegments()).hasSize(2);
    }

    @Test
    void theSectionsAreThoseThatReadelfSees() throws Exception {
        List<String> lines = tiny().sections().stream()
                .skip(1) // The null section has no name, and readelf shows it in another form.
                .map(section -> "%d %s %016x %06x %06x"
                        .formatted(
                                section.index(),
                                section.name(),
                                section.address(),
                                section.fileOffset(),
                                section.size()))
                .toList();
        List<String> expected = recorded("tiny.sections.txt", "  \\[( ?[1-9].*)").stream()
                .map(line -> line.replaceFirst("] (\\S+) +\\S+ +(\\S+ \\S+ \\S+).*", " $1 $2"))
                .toList();
        assertThat(lines).isEqualTo(expected);
    }

    @Test
    void theSymbolsAreThoseThatReadelfSees() throws Exception {
        // readelf names a section symbol after its section; in the file it has no name.
        List<String> lines = tiny().symbols().stream()
                .filter(symbol -> symbol.type() != ElfSymbol.STT_SECTION && symbol.isDefined())
                .map(symbol -> "%016x %d %s".formatted(symbol.value(), symbol.size(), symbol.name()))
                .toList();
        List<String> expected = recorded("tiny.symbols.txt", " +\\d+: ([0-9a-f]{16} .*)").stream()
                .filter(line -> !line.contains(" SECTION ") && !line.endsWith(" UND"))
                .map(line -> line.replaceFirst("(\\S+) +(\\d+) .* (\\S+)$", "$1 $2 $3"))
                .toList();
        assertThat(lines).isEqualTo(expected);
    }

    @Test
    void theEntryIsTheHeaders() throws Exception {
        assertThat(tiny().entry()).isEqualTo(0x80200000L);
        assertThat(tiny().machine()).isEqualTo(ElfFile.EM_AARCH64);
        assertThat(tiny().isPositionIndependent()).isFalse();
    }

    @Test
    void aCompressedSectionIsRead() throws Exception {
        ElfFile elf = tiny();
        ElfSection section = elf.section(".debug_info").orElseThrow();
        assertThat(section.isCompressed()).isTrue();
        byte[] contents = elf.contents(section).toArray(ValueLayout.JAVA_BYTE);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(contents);
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo(text("tiny.debug_info.sha256").strip());
    }

    @Test
    void aSectionWithoutBytesInTheFileIsEmpty() throws Exception {
        ElfFile elf = tiny();
        assertThat(elf.contents(elf.section(".bss").orElseThrow()).byteSize()).isZero();
    }

    @Test
    void whatIsNoElfFileIsRefused() {
        assertThatThrownBy(() -> parse(new byte[0]))
                .isInstanceOf(ImageException.class)
                .hasMessage("tiny.elf: is not an ELF file");
        assertThatThrownBy(() -> parse("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ImageException.class)
                .hasMessage("tiny.elf: is not an ELF file");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> ElfFile.open(Path.of("no-such-file.elf")))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("no-such-file.elf: cannot be read");
    }

    @Test
    void anotherClassByteOrderOrMachineIsRefused() {
        assertRefused(bytes -> bytes.put(4, (byte) 1), "is not a 64-bit ELF file (EI_CLASS at offset 4 is 1)");
        assertRefused(bytes -> bytes.put(5, (byte) 2), "is not a little-endian ELF file (EI_DATA at offset 5 is 2)");
        assertRefused(
                bytes -> bytes.putShort(18, (short) 62),
                "is for another machine (e_machine at offset 0x12 is 62; AArch64 is 183)");
        assertRefused(
                bytes -> bytes.putShort(16, (short) 1),
                "is not a linked program (e_type at offset 0x10 is 1; it must be 2 or 3)");
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        byte[] whole = file("tiny.elf");
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> parse(part)).isInstanceOf(ImageException.class);
        }
        assertThatThrownBy(() -> parse(Arrays.copyOf(whole, 0x1000)))
                .hasMessage("tiny.elf: is truncated: section header 0 needs 0x40 bytes at offset 0x25c8,"
                        + " but the file ends at 0x1000");
    }

    @Test
    void anExtendedNumberOfSegmentsThatWouldHaveFittedIsRefused() {
        assertRefused(
                bytes -> bytes.putShort(56, (short) 0xffff),
                "has its number of segments in sh_info of section header 0 (e_phnum at offset 0x38 is 0xffff), which is 0;"
                        + " that is for 65535 or more");
    }

    @Test
    void overlappingSegmentsAreRefused() {
        int second = SEGMENT_TABLE + SEGMENT_HEADER;
        assertRefused(
                bytes -> bytes.putLong(second + 16, 0x801ff800L),
                "segments 0 and 1 overlap at virtual address 0x801ff800 (0x1050 bytes from 0x801ff000)");
        assertRefused(
                bytes -> bytes.putLong(second + 24, 0x801ff800L),
                "segments 0 and 1 overlap at physical address 0x801ff800 (0x1050 bytes from 0x801ff000)");
    }

    @Test
    void aSegmentThatDoesNotFitIsRefused() {
        assertRefused(
                bytes -> bytes.putLong(SEGMENT_TABLE + 32, 0x1051),
                "segment 0: its file size 0x1051 is larger than its memory size 0x1050");
        assertRefused(
                bytes -> bytes.putLong(SEGMENT_TABLE + 16, -16L),
                "segment 0: 0x1050 bytes at address 0xfffffffffffffff0 go beyond the address space");
        assertRefused(
                bytes -> bytes.putLong(SEGMENT_TABLE + 8, Long.MAX_VALUE),
                "is truncated: the contents of segment 0 needs 0x1050 bytes at offset 0x7fffffffffffffff,"
                        + " but the file ends at 0x2988");
    }

    @Test
    void aCompressedSectionThatClaimsTooMuchIsRefused() throws Exception {
        ElfFile elf = parse(broken(bytes -> bytes.putLong(0x2320 + 8, 1L << 40)));
        ElfSection section = elf.section(".debug_info").orElseThrow();
        assertThatThrownBy(() -> elf.contents(section))
                .isInstanceOf(ImageException.class)
                .hasMessage("tiny.elf: section .debug_info: claims a decompressed size of 1099511627776 bytes,"
                        + " more than its 100 compressed bytes can hold");
    }

    @Test
    void aSectionCompressedWithZstdSaysWhatToDo() throws Exception {
        ElfFile elf = parse(broken(bytes -> bytes.putInt(0x2320, 2)));
        ElfSection section = elf.section(".debug_info").orElseThrow();
        assertThatThrownBy(() -> elf.contents(section))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("objcopy --decompress-debug-sections");
    }

    @Test
    void damageAnywhereIsATypedError() throws Exception {
        byte[] whole = file("tiny.elf");
        for (int offset = 0; offset < whole.length; offset++) {
            byte[] damaged = whole.clone();
            damaged[offset] ^= (byte) 0xff;
            try {
                ElfFile elf = parse(damaged);
                elf.symbols();
                for (ElfSection section : elf.sections()) {
                    elf.contents(section);
                }
            } catch (ImageException e) {
                assertThat(e.getMessage()).startsWith("tiny.elf: ").doesNotContain("\n");
            }
        }
    }

    private static void assertRefused(Consumer<ByteBuffer> damage, String message) {
        assertThatThrownBy(() -> parse(broken(damage)))
                .isInstanceOf(ImageException.class)
                .hasMessage("tiny.elf: " + message);
    }

    private static byte[] broken(Consumer<ByteBuffer> damage) throws IOException {
        byte[] bytes = file("tiny.elf");
        damage.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return bytes;
    }

    private static ElfFile tiny() throws Exception {
        return parse(file("tiny.elf"));
    }

    private static ElfFile parse(byte[] bytes) throws ImageException {
        return ElfFile.parse("tiny.elf", MemorySegment.ofArray(bytes));
    }

    /** The first group of each line of a recording that matches {@code pattern}. */
    private static List<String> recorded(String name, String pattern) throws IOException {
        return text(name)
                .lines()
                .filter(line -> line.matches(pattern))
                .map(line -> line.replaceFirst(pattern, "$1").strip())
                .toList();
    }

    private static String text(String name) throws IOException {
        return new String(file(name), StandardCharsets.UTF_8);
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = ElfFileTests.class.getResourceAsStream(name)) {
            assertThat(in).as(name.toLowerCase(Locale.ROOT)).isNotNull();
            return in.readAllBytes();
        }
    }
}

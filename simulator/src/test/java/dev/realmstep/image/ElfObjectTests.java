package dev.realmstep.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places object files where GNU ld has placed them, and compares with what that made of them. */
final class ElfObjectTests {
    private static final String DWARF_5 = "object-dwarf5";

    @ParameterizedTest
    @ValueSource(strings = {"object-dwarf4", DWARF_5})
    void whatDebuggersReadIsRelocatedAsByTheLinker(String name) throws Exception {
        ElfFile linked = linked(name);
        ElfFile placed = object(name).placed(addressesIn(linked));
        List<String> compared = new ArrayList<>();

        for (ElfSection section : placed.sections()) {
            // The linker makes one string of those that end alike, and numbers them anew in the line table of DWARF 5.
            boolean differs = name.equals(DWARF_5) && section.name().startsWith(".debug_line");
            if ((section.name().startsWith(".debug_") || section.name().equals(".eh_frame")) && !differs) {
                ElfSection same = linked.section(section.name()).orElseThrow();
                assertThat(placed.contents(section).toArray(ValueLayout.JAVA_BYTE))
                        .as(section.name())
                        .isEqualTo(linked.contents(same).toArray(ValueLayout.JAVA_BYTE));
                compared.add(section.name());
            }
        }

        assertThat(compared)
                .contains(".debug_info", ".debug_aranges", ".eh_frame")
                .hasSizeGreaterThan(6);
    }

    @Test
    void theSymbolsHaveTheAddressesOfTheLinker() throws Exception {
        ElfFile linked = linked(DWARF_5);
        ElfFile placed = object(DWARF_5).placed(addressesIn(linked));

        Map<String, Long> expected = functionsAndData(linked);

        assertThat(expected).containsKeys("name_of", "initialise", "counter", "names");
        assertThat(functionsAndData(placed)).isEqualTo(expected);
    }

    @Test
    void whatIsNotPlacedIsAsIfItHadBeenDiscarded() throws Exception {
        Map<String, Long> addresses = addressesIn(linked(DWARF_5));
        addresses.remove(".init.text");

        ElfFile placed = object(DWARF_5).placed(addresses);

        assertThat(functionsAndData(placed)).containsKey("name_of").doesNotContainKey("initialise");
        ByteBuffer ranges = ByteBuffer.wrap(
                        placed.contents(placed.section(".debug_aranges").orElseThrow())
                                .toArray(ValueLayout.JAVA_BYTE))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(List.of(ranges.getLong(16), ranges.getLong(32)))
                .as("the addresses of the two ranges, behind a header of 16 bytes")
                .containsExactly(addresses.get(".text"), -1L);
    }

    @Test
    void aLinkedProgramIsNoObjectFile() {
        assertThatThrownBy(() -> object(DWARF_5 + ".placed.elf", bytes(DWARF_5 + ".placed.elf")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("is not an object file (e_type at offset 0x10 is 2; it must be 1)");
    }

    @Test
    void anObjectFileIsNoLinkedProgram() {
        assertThatThrownBy(() -> ElfFile.parse("some.o", MemorySegment.ofArray(bytes(DWARF_5 + ".o"))))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("is not a linked program");
        assertThat(ElfObject.isObject(MemorySegment.ofArray(new byte[4]))).isFalse();
    }

    @Test
    void aRelocationThatIsNotOneOfDataIsNamed() throws Exception {
        byte[] bytes = bytes(DWARF_5 + ".o");
        relocationOfDebugInfo(bytes).putInt(8, 283); // R_AARCH64_CALL26

        assertThatThrownBy(() -> debugInfo(bytes))
                .isInstanceOf(ImageException.class)
                .hasMessage("some.o: section .debug_info has a relocation of type 283, which is not one of data");
    }

    @Test
    void aRelocationOutsideOfItsSectionIsNamed() throws Exception {
        byte[] bytes = bytes(DWARF_5 + ".o");
        relocationOfDebugInfo(bytes).putLong(0, 0x1_0000);

        assertThatThrownBy(() -> debugInfo(bytes))
                .isInstanceOf(ImageException.class)
                .hasMessage("some.o: section .debug_info is relocated at offset 0x10000, but has 0x1c2 bytes");
    }

    @Test
    void aRelocationByASymbolThatIsNotThereIsNamed() throws Exception {
        byte[] bytes = bytes(DWARF_5 + ".o");
        relocationOfDebugInfo(bytes).putInt(12, 1000);

        assertThatThrownBy(() -> debugInfo(bytes))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("section .debug_info refers to symbol 1000 of ");
    }

    @Test
    void modulesOfLinuxAreKnownByTheNamesOfTheirFiles(@TempDir Path folder) throws Exception {
        Path plain = folder.resolve("drivers/virtio-rng.ko");
        Path packed = folder.resolve("extra/virtio_rng.ko.xz");
        Path apart = folder.resolve("debug/ext4.ko.debug");
        for (Path file : List.of(plain, packed, apart, folder.resolve("notes.kof"), folder.resolve("vmlinux"))) {
            Files.createDirectories(requireNonNull(file.getParent()));
            Files.createFile(file);
        }

        assertThat(LinuxModuleFiles.below(folder))
                .isEqualTo(Map.of("virtio_rng", List.of(plain, packed), "ext4", List.of(apart)));
        assertThat(LinuxModuleFiles.anyBelow(folder.resolve("extra"))).isTrue();
        assertThat(LinuxModuleFiles.anyBelow(Files.createDirectory(folder.resolve("empty"))))
                .isFalse();
    }

    private static void debugInfo(byte[] bytes) throws ImageException {
        ElfFile placed = object("some.o", bytes).placed(Map.of());
        placed.contents(placed.section(".debug_info").orElseThrow());
    }

    /** The first entry of {@code .rela.debug_info}: its offset, type and symbol. */
    private static ByteBuffer relocationOfDebugInfo(byte[] bytes) throws ImageException {
        ElfSection table = object("some.o", bytes).section(".rela.debug_info").orElseThrow();
        return ByteBuffer.wrap(bytes, (int) table.fileOffset(), (int) table.size())
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Map<String, Long> functionsAndData(ElfFile file) throws ImageException {
        Map<String, Long> addresses = new HashMap<>();
        for (ElfSymbol symbol : file.symbols()) {
            if (symbol.type() == ElfSymbol.STT_FUNC || symbol.type() == ElfSymbol.STT_OBJECT) {
                addresses.put(symbol.name(), symbol.value());
            }
        }
        return addresses;
    }

    private static Map<String, Long> addressesIn(ElfFile linked) {
        Map<String, Long> addresses = new HashMap<>();
        linked.sections().stream()
                .filter(ElfSection::isAllocated)
                .forEach(section -> addresses.put(section.name(), section.address()));
        return addresses;
    }

    private static ElfFile linked(String name) throws IOException, ImageException {
        return ElfFile.parse(name, MemorySegment.ofArray(bytes(name + ".placed.elf")));
    }

    private static ElfObject object(String name) throws IOException, ImageException {
        return object(name, bytes(name + ".o"));
    }

    private static ElfObject object(String name, byte[] bytes) throws ImageException {
        return ElfObject.parse(name, MemorySegment.ofArray(bytes));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream = requireNonNull(ElfObjectTests.class.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        }
    }
}

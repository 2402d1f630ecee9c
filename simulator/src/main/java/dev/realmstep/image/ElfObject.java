package dev.realmstep.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A 64-bit little-endian AArch64 ELF file that is not linked ({@code ET_REL}), such as a module of Linux. Its addresses
 * are known once a loader has chosen a place for each of its sections.
 */
public final class ElfObject {
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** The offset of e_type in the ELF header. */
    private static final int TYPE_OFFSET = 16;

    private final ElfFile unplaced;

    private ElfObject(ElfFile unplaced) {
        this.unplaced = unplaced;
    }

    /** Maps the file at {@code path} and checks its headers. */
    public static ElfObject open(Path path) throws ImageException {
        return parse(path.toString(), ElfFile.map(path));
    }

    /**
     * Checks the headers of an object file that is in memory already.
     *
     * @param name what messages call the file
     */
    public static ElfObject parse(String name, MemorySegment bytes) throws ImageException {
        ElfReader reader = new ElfReader(name, bytes);
        ElfHeader header = reader.readObjectHeader();
        return new ElfObject(new ElfFile(name, bytes, header, List.of(), reader.readSections(header)));
    }

    /** Whether {@code bytes} begin like an object file, of whatever machine. */
    public static boolean isObject(MemorySegment bytes) {
        return ElfReader.hasMagic(bytes)
                && bytes.byteSize() >= TYPE_OFFSET + Short.BYTES
                && bytes.get(U16, TYPE_OFFSET) == ElfHeader.ET_REL;
    }

    /** The sections, without addresses. */
    public List<ElfSection> sections() {
        return unplaced.sections();
    }

    /** The first section called {@code sectionName}. */
    public Optional<ElfSection> section(String sectionName) {
        return unplaced.section(sectionName);
    }

    /** The bytes of a section, decompressed, as they are before anything is relocated. */
    public MemorySegment contents(ElfSection section) throws ImageException {
        return unplaced.contentsInFile(section);
    }

    /**
     * The file as a loader has placed it: sections and symbols have addresses, and so have the references in debug
     * information. Code and data are given as the file has them, since the loader's memory holds what became of them.
     *
     * @param addresses the virtual address of each section that is in memory, by its name; what a section that is
     *     missing here holds is as if the linker had discarded it
     */
    public ElfFile placed(Map<String, Long> addresses) {
        return unplaced.withSections(unplaced.sections().stream()
                .map(section -> section.at(section.isAllocated() ? addresses.getOrDefault(section.name(), 0L) : 0))
                .toList());
    }
}

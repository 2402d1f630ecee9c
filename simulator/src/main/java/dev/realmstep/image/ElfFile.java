package dev.realmstep.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A 64-bit little-endian AArch64 ELF file whose addresses are known, checked when it is opened: one that was linked, or an
 * {@link ElfObject} that a loader has placed.
 *
 * <p>The file stays where it is (mapped into memory, if it was opened by path): a kernel with debug information has
 * hundreds of megabytes, of which a session reads a few.
 */
public final class ElfFile {
    /** The machine number of AArch64 in the ELF header. */
    public static final int EM_AARCH64 = 183;

    private final String name;
    private final MemorySegment bytes;
    private final ElfHeader header;
    private final List<ElfSegment> segments;
    private final List<ElfSection> sections;

    ElfFile(String name, MemorySegment bytes, ElfHeader header, List<ElfSegment> segments, List<ElfSection> sections) {
        this.name = name;
        this.bytes = bytes;
        this.header = header;
        this.segments = List.copyOf(segments);
        this.sections = List.copyOf(sections);
    }

    /** Maps the file at {@code path} and checks its headers. */
    public static ElfFile open(Path path) throws ImageException {
        return parse(path.toString(), map(path));
    }

    static MemorySegment map(Path path) throws ImageException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (IOException e) {
            throw new ImageException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Checks the headers of an ELF file that is in memory already.
     *
     * @param name what messages call the file
     */
    public static ElfFile parse(String name, MemorySegment bytes) throws ImageException {
        ElfReader reader = new ElfReader(name, bytes);
        ElfHeader header = reader.readHeader();
        List<ElfSegment> segments = reader.readSegments(header);
        List<ElfSection> sections = reader.readSections(header);
        return new ElfFile(name, bytes, header, segments, sections);
    }

    /** Whether {@code bytes} begin like an ELF file of any kind. */
    public static boolean isElf(MemorySegment bytes) {
        return ElfReader.hasMagic(bytes);
    }

    /** What messages call this file: its path, as it was given. */
    public String name() {
        return name;
    }

    /** The machine number; always {@link #EM_AARCH64}, since other files are refused. */
    public int machine() {
        return header.machine();
    }

    /** Whether the file may be loaded at any address ({@code ET_DYN}). */
    public boolean isPositionIndependent() {
        return header.type() == ElfHeader.ET_DYN;
    }

    /** The virtual address of the first instruction. */
    public long entry() {
        return header.entry();
    }

    public List<ElfSegment> segments() {
        return segments;
    }

    public List<ElfSegment> loadableSegments() {
        return segments.stream().filter(ElfSegment::isLoadable).toList();
    }

    public List<ElfSection> sections() {
        return sections;
    }

    /** The first section called {@code sectionName}. */
    public Optional<ElfSection> section(String sectionName) {
        return sections.stream()
                .filter(section -> section.name().equals(sectionName))
                .findFirst();
    }

    /** The bytes that the file holds for a segment, read-only; the rest of its memory size is zero. */
    public MemorySegment contents(ElfSegment segment) {
        return bytes.asSlice(segment.fileOffset(), segment.fileSize()).asReadOnly();
    }

    /**
     * The bytes of a section, read-only and decompressed; empty for a section that takes no room in the file. What
     * debuggers read of a placed object file is relocated.
     */
    public MemorySegment contents(ElfSection section) throws ImageException {
        MemorySegment contents = contentsInFile(section);
        if (!isObject() || !section.hasContents() || !ElfRelocations.concern(section)) {
            return contents;
        }
        Optional<ElfSection> relocations = sections.stream()
                .filter(table -> table.type() == ElfSection.SHT_RELA && table.info() == section.index())
                .findFirst();
        return relocations.isEmpty()
                ? contents
                : new ElfRelocations(name, sections, symbolsInFile())
                        .apply(section, contents, contentsInFile(relocations.get()));
    }

    MemorySegment contentsInFile(ElfSection section) throws ImageException {
        if (!section.hasContents()) {
            return MemorySegment.ofArray(new byte[0]);
        }
        MemorySegment raw = bytes.asSlice(section.fileOffset(), section.size()).asReadOnly();
        return section.isCompressed() ? ElfCompression.decompress(name, section, raw) : raw;
    }

    /**
     * The symbols of {@code .symtab}, or of {@code .dynsym} in a file that was stripped, in file order; none when the
     * file has neither. Those of a placed object file that are in none of the placed sections are left out.
     */
    public List<ElfSymbol> symbols() throws ImageException {
        return isObject() ? symbolsInFile().stream().flatMap(this::placed).toList() : symbolsInFile();
    }

    private Stream<ElfSymbol> placed(ElfSymbol symbol) {
        if (!symbol.isDefined() || symbol.sectionIndex() >= sections.size()) {
            return Stream.of(symbol);
        }
        ElfSection home = sections.get(symbol.sectionIndex());
        return ElfRelocations.isDiscarded(home)
                ? Stream.empty()
                : Stream.of(symbol.withValue(home.address() + symbol.value()));
    }

    private List<ElfSymbol> symbolsInFile() throws ImageException {
        Optional<ElfSection> table = firstOfType(ElfSection.SHT_SYMTAB).or(() -> firstOfType(ElfSection.SHT_DYNSYM));
        if (table.isEmpty()) {
            return List.of();
        }
        ElfSection symbols = table.get();
        if (symbols.link() < 0 || symbols.link() >= sections.size()) {
            throw new ImageException("%s: section %s: sh_link names section %d of %d"
                    .formatted(name, symbols.name(), symbols.link(), sections.size()));
        }
        return ElfReader.readSymbols(contentsInFile(symbols), contentsInFile(sections.get(symbols.link())));
    }

    private boolean isObject() {
        return header.type() == ElfHeader.ET_REL;
    }

    /** The same file with other addresses of its sections. */
    ElfFile withSections(List<ElfSection> others) {
        return new ElfFile(name, bytes, header, segments, others);
    }

    private Optional<ElfSection> firstOfType(int type) {
        return sections.stream().filter(section -> section.type() == type).findFirst();
    }
}

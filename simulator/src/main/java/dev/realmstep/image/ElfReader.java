package dev.realmstep.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Reads and checks the tables of an ELF file (System V ABI, chapters 4 and 5). */
final class ElfReader {
    private static final ValueLayout.OfByte U8 = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int MAGIC = 0x464c_457f; // 0x7f 'E' 'L' 'F', read as a little-endian word
    private static final int ELFCLASS64 = 2;
    private static final int ELFDATA2LSB = 1;
    private static final int HEADER_SIZE = 64;
    private static final int SEGMENT_HEADER_SIZE = 56;
    private static final int SECTION_HEADER_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int PN_XNUM = 0xffff;
    private static final int SHN_XINDEX = 0xffff;

    private final String name;
    private final MemorySegment bytes;

    ElfReader(String name, MemorySegment bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    static boolean hasMagic(MemorySegment bytes) {
        return bytes.byteSize() >= 4 && bytes.get(U32, 0) == MAGIC;
    }

    /** Reads the header of a linked program. */
    ElfHeader readHeader() throws ImageException {
        ElfHeader header = readHeaderOfAnyType();
        if (header.type() != ElfHeader.ET_EXEC && header.type() != ElfHeader.ET_DYN) {
            throw wrong("is not a linked program (e_type at offset 0x10 is %d; it must be %d or %d)"
                    .formatted(header.type(), ElfHeader.ET_EXEC, ElfHeader.ET_DYN));
        }
        return header;
    }

    /** Reads the header of an object file. */
    ElfHeader readObjectHeader() throws ImageException {
        ElfHeader header = readHeaderOfAnyType();
        if (header.type() != ElfHeader.ET_REL) {
            throw wrong("is not an object file (e_type at offset 0x10 is %d; it must be %d)"
                    .formatted(header.type(), ElfHeader.ET_REL));
        }
        return header;
    }

    private ElfHeader readHeaderOfAnyType() throws ImageException {
        if (!hasMagic(bytes)) {
            throw wrong("is not an ELF file");
        }
        requireInFile("the ELF header", 0, HEADER_SIZE);
        requireByte(4, ELFCLASS64, "is not a 64-bit ELF file (EI_CLASS at offset 4 is %d)");
        requireByte(5, ELFDATA2LSB, "is not a little-endian ELF file (EI_DATA at offset 5 is %d)");
        int type = u16(16);
        int machine = u16(18);
        if (machine != ElfFile.EM_AARCH64) {
            throw wrong("is for another machine (e_machine at offset 0x12 is %d; AArch64 is %d)"
                    .formatted(machine, ElfFile.EM_AARCH64));
        }
        return withExtendedNumbering(new ElfHeader(
                type, machine, bytes.get(U64, 24), bytes.get(U64, 32), u16(56), bytes.get(U64, 40), u16(60), u16(62)));
    }

    /** Counts that do not fit 16 bits are kept in the first section header. */
    private ElfHeader withExtendedNumbering(ElfHeader header) throws ImageException {
        int segments = header.segmentCount();
        int sections = header.sectionCount();
        int names = header.sectionNamesIndex();
        long table = header.sectionTableOffset();
        requireEntrySize("program header", 54, SEGMENT_HEADER_SIZE, segments);
        if (table != 0) {
            requireEntrySize("section header", 58, SECTION_HEADER_SIZE, 1);
            requireInFile("section header 0", table, SECTION_HEADER_SIZE);
            sections = sections == 0 ? count("sections", bytes.get(U64, table + 32)) : sections;
            names = names == SHN_XINDEX ? bytes.get(U32, table + 40) : names;
            segments = segments == PN_XNUM ? extendedSegmentCount(bytes.get(U32, table + 44)) : segments;
        }
        return new ElfHeader(
                header.type(),
                header.machine(),
                header.entry(),
                header.segmentTableOffset(),
                segments,
                table,
                table == 0 ? 0 : sections,
                names);
    }

    /** There are as many as do not fit e_phnum, or something is wrong with the file. */
    private int extendedSegmentCount(int info) throws ImageException {
        long segments = Integer.toUnsignedLong(info);
        if (segments < PN_XNUM) {
            throw wrong(
                    "has its number of segments in sh_info of section header 0 (e_phnum at offset 0x38 is 0x%1$x), which is %2$d; that is for %1$d or more"
                            .formatted(PN_XNUM, segments));
        }
        return count("segments", segments);
    }

    List<ElfSegment> readSegments(ElfHeader header) throws ImageException {
        long table = header.segmentTableOffset();
        requireInFile("the program header table", table, (long) header.segmentCount() * SEGMENT_HEADER_SIZE);
        List<ElfSegment> segments = new ArrayList<>(header.segmentCount());
        for (int i = 0; i < header.segmentCount(); i++) {
            ElfSegment segment = readSegment(table + (long) i * SEGMENT_HEADER_SIZE);
            requireInFile("the contents of segment " + i, segment.fileOffset(), segment.fileSize());
            if (segment.isLoadable()) {
                requireSoundSizes(i, segment);
            }
            segments.add(segment);
        }
        requireDisjoint(segments, "virtual", ElfSegment::virtualAddress);
        requireDisjoint(segments, "physical", ElfSegment::physicalAddress);
        return List.copyOf(segments);
    }

    private ElfSegment readSegment(long at) {
        return new ElfSegment(
                bytes.get(U32, at),
                bytes.get(U32, at + 4),
                bytes.get(U64, at + 8),
                bytes.get(U64, at + 16),
                bytes.get(U64, at + 24),
                bytes.get(U64, at + 32),
                bytes.get(U64, at + 40),
                bytes.get(U64, at + 48));
    }

    private void requireSoundSizes(int index, ElfSegment segment) throws ImageException {
        if (Long.compareUnsigned(segment.fileSize(), segment.memorySize()) > 0) {
            throw wrong("segment %d: its file size 0x%x is larger than its memory size 0x%x"
                    .formatted(index, segment.fileSize(), segment.memorySize()));
        }
        requireNoWrap(index, segment.virtualAddress(), segment.memorySize());
        requireNoWrap(index, segment.physicalAddress(), segment.memorySize());
    }

    private void requireNoWrap(int index, long address, long size) throws ImageException {
        if (size != 0 && Long.compareUnsigned(address + (size - 1), address) < 0) {
            throw wrong("segment %d: 0x%x bytes at address 0x%x go beyond the address space"
                    .formatted(index, size, address));
        }
    }

    private void requireDisjoint(List<ElfSegment> segments, String kind, ToLongFunction<ElfSegment> address)
            throws ImageException {
        List<ElfSegment> ordered = segments.stream()
                .filter(segment -> segment.isLoadable() && segment.memorySize() != 0)
                .sorted(Comparator.comparing(address::applyAsLong, Long::compareUnsigned))
                .toList();
        for (int i = 1; i < ordered.size(); i++) {
            ElfSegment lower = ordered.get(i - 1);
            long lowerStart = address.applyAsLong(lower);
            long upperStart = address.applyAsLong(ordered.get(i));
            if (Long.compareUnsigned(upperStart - lowerStart, lower.memorySize()) < 0) {
                throw wrong(String.format(
                        Locale.ROOT,
                        "segments %d and %d overlap at %s address 0x%x (0x%x bytes from 0x%x)",
                        segments.indexOf(lower),
                        segments.indexOf(ordered.get(i)),
                        kind,
                        upperStart,
                        lower.memorySize(),
                        lowerStart));
            }
        }
    }

    List<ElfSection> readSections(ElfHeader header) throws ImageException {
        long table = header.sectionTableOffset();
        int count = header.sectionCount();
        requireInFile("the section header table", table, (long) count * SECTION_HEADER_SIZE);
        MemorySegment names = sectionNames(header);
        List<ElfSection> sections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long at = table + (long) i * SECTION_HEADER_SIZE;
            ElfSection section = readSection(at, i, stringAt(names, Integer.toUnsignedLong(bytes.get(U32, at))));
            if (section.hasContents()) {
                requireInFile("section " + i + " (" + section.name() + ")", section.fileOffset(), section.size());
            }
            sections.add(section);
        }
        return List.copyOf(sections);
    }

    private ElfSection readSection(long at, int index, String sectionName) {
        return new ElfSection(
                index,
                sectionName,
                bytes.get(U32, at + 4),
                bytes.get(U64, at + 8),
                bytes.get(U64, at + 16),
                bytes.get(U64, at + 24),
                bytes.get(U64, at + 32),
                bytes.get(U32, at + 40),
                bytes.get(U32, at + 44),
                bytes.get(U64, at + 56));
    }

    private MemorySegment sectionNames(ElfHeader header) throws ImageException {
        int index = header.sectionNamesIndex();
        if (index == 0 || header.sectionCount() == 0) {
            return MemorySegment.ofArray(new byte[0]);
        }
        if (index < 0 || index >= header.sectionCount()) {
            throw wrong("e_shstrndx names section %s of %d"
                    .formatted(Integer.toUnsignedString(index), header.sectionCount()));
        }
        long at = header.sectionTableOffset() + (long) index * SECTION_HEADER_SIZE;
        long offset = bytes.get(U64, at + 24);
        long size = bytes.get(U64, at + 32);
        requireInFile("the section name table", offset, size);
        return bytes.asSlice(offset, size);
    }

    /** Reads a symbol table whose contents are known to lie in the file; a last entry cut short is left out. */
    static List<ElfSymbol> readSymbols(MemorySegment table, MemorySegment names) {
        int count = (int) Math.min(table.byteSize() / SYMBOL_SIZE, Integer.MAX_VALUE - 8);
        List<ElfSymbol> symbols = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long at = (long) i * SYMBOL_SIZE;
            int info = Byte.toUnsignedInt(table.get(U8, at + 4));
            symbols.add(new ElfSymbol(
                    stringAt(names, Integer.toUnsignedLong(table.get(U32, at))),
                    table.get(U64, at + 8),
                    table.get(U64, at + 16),
                    info & 0xf,
                    info >>> 4,
                    Short.toUnsignedInt(table.get(U16, at + 6))));
        }
        return List.copyOf(symbols);
    }

    /** The zero-terminated string at {@code offset}; empty where the table ends before it, as for a stripped name. */
    private static String stringAt(MemorySegment table, long offset) {
        long end = offset;
        while (end < table.byteSize() && table.get(U8, end) != 0) {
            end++;
        }
        if (end <= offset) {
            return "";
        }
        return new String(table.asSlice(offset, end - offset).toArray(U8), StandardCharsets.UTF_8);
    }

    private int u16(long offset) {
        return Short.toUnsignedInt(bytes.get(U16, offset));
    }

    private int count(String what, long value) throws ImageException {
        if (value < 0 || value > bytes.byteSize()) {
            throw wrong("claims " + Long.toUnsignedString(value) + " " + what);
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private void requireByte(long offset, int expected, String message) throws ImageException {
        int actual = Byte.toUnsignedInt(bytes.get(U8, offset));
        if (actual != expected) {
            throw wrong(message.formatted(actual));
        }
    }

    private void requireEntrySize(String what, long offset, int expected, int count) throws ImageException {
        if (count != 0 && u16(offset) != expected) {
            throw wrong("has %s entries of %d bytes (at offset 0x%x), not %d"
                    .formatted(what, u16(offset), offset, expected));
        }
    }

    private void requireInFile(String what, long offset, long size) throws ImageException {
        if (size < 0 || offset < 0 || offset > bytes.byteSize() || size > bytes.byteSize() - offset) {
            throw wrong("is truncated: %s needs 0x%x bytes at offset 0x%x, but the file ends at 0x%x"
                    .formatted(what, size, offset, bytes.byteSize()));
        }
    }

    private ImageException wrong(String what) {
        return new ImageException(name + ": " + what);
    }
}

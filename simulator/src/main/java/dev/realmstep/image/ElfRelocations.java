package dev.realmstep.image;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Relocates the sections of an object file that debuggers read (ELF for the Arm 64-bit Architecture, section 5.7.5): those
 * need data relocations only.
 */
final class ElfRelocations {
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int ENTRY_SIZE = 24;

    private static final int R_AARCH64_NONE = 0;

    /** What R_AARCH64_NONE was before, which is still accepted. */
    private static final int R_AARCH64_WITHDRAWN = 256;

    private static final int R_AARCH64_ABS64 = 257;
    private static final int R_AARCH64_ABS32 = 258;
    private static final int R_AARCH64_ABS16 = 259;
    private static final int R_AARCH64_PREL64 = 260;
    private static final int R_AARCH64_PREL32 = 261;
    private static final int R_AARCH64_PREL16 = 262;

    /** Where linkers let references to discarded code point: all ones, which is no address of code. */
    private static final long DISCARDED = -1;

    private final String file;
    private final List<ElfSection> sections;
    private final List<ElfSymbol> symbols;

    /** @param symbols with values that count from the start of their sections, as object files have them */
    ElfRelocations(String file, List<ElfSection> sections, List<ElfSymbol> symbols) {
        this.file = file;
        this.sections = sections;
        this.symbols = symbols;
    }

    /** Whether a section is relocated here: debug information, and call frame information although it is loaded. */
    static boolean concern(ElfSection section) {
        return !section.isAllocated() || section.name().equals(".eh_frame");
    }

    /** Whether a section has been given no address although it belongs into memory. */
    static boolean isDiscarded(ElfSection section) {
        return section.isAllocated() && section.address() == 0;
    }

    /**
     * A copy of a section with its references resolved.
     *
     * @param table the contents of its section of relocations
     */
    MemorySegment apply(ElfSection section, MemorySegment contents, MemorySegment table) throws ImageException {
        MemorySegment relocated = Arena.ofAuto().allocate(contents.byteSize());
        relocated.copyFrom(contents);
        for (long at = 0; at + ENTRY_SIZE <= table.byteSize(); at += ENTRY_SIZE) {
            long offset = table.get(U64, at);
            long info = table.get(U64, at + 8);
            long addend = table.get(U64, at + 16);
            resolve(section, relocated, offset, (int) info, value((int) (info >>> 32), addend, section));
        }
        return relocated.asReadOnly();
    }

    /** S + A in the words of the ABI. */
    private long value(int symbol, long addend, ElfSection section) throws ImageException {
        if (symbol < 0 || symbol >= symbols.size()) {
            throw wrong(section, "refers to symbol %d of %d".formatted(Integer.toUnsignedLong(symbol), symbols.size()));
        }
        ElfSymbol target = symbols.get(symbol);
        int home = target.sectionIndex();
        if (home == ElfSymbol.SHN_UNDEF || home >= sections.size()) {
            return target.value() + addend; // An absolute symbol, or one that another file defines.
        }
        return isDiscarded(sections.get(home)) ? DISCARDED : sections.get(home).address() + target.value() + addend;
    }

    private void resolve(ElfSection section, MemorySegment bytes, long offset, int type, long value)
            throws ImageException {
        long relative = value - section.address() - offset;
        switch (type) {
            case R_AARCH64_NONE, R_AARCH64_WITHDRAWN -> {}
            case R_AARCH64_ABS64 -> bytes.set(U64, within(section, bytes, offset, Long.BYTES), value);
            case R_AARCH64_ABS32 -> bytes.set(U32, within(section, bytes, offset, Integer.BYTES), (int) value);
            case R_AARCH64_ABS16 -> bytes.set(U16, within(section, bytes, offset, Short.BYTES), (short) value);
            case R_AARCH64_PREL64 -> bytes.set(U64, within(section, bytes, offset, Long.BYTES), relative);
            case R_AARCH64_PREL32 -> bytes.set(U32, within(section, bytes, offset, Integer.BYTES), (int) relative);
            case R_AARCH64_PREL16 -> bytes.set(U16, within(section, bytes, offset, Short.BYTES), (short) relative);
            default -> throw wrong(section, "has a relocation of type %d, which is not one of data".formatted(type));
        }
    }

    private long within(ElfSection section, MemorySegment bytes, long offset, int size) throws ImageException {
        if (offset < 0 || offset > bytes.byteSize() - size) {
            throw wrong(section, "is relocated at offset 0x%x, but has 0x%x bytes".formatted(offset, bytes.byteSize()));
        }
        return offset;
    }

    private ImageException wrong(ElfSection section, String what) {
        return new ImageException("%s: section %s %s".formatted(file, section.name(), what));
    }
}

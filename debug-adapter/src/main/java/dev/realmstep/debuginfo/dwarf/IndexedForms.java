package dev.realmstep.debuginfo.dwarf;

import org.jspecify.annotations.Nullable;

/** Values that lie elsewhere: strings in the string sections, addresses in .debug_addr (DWARF 5 section 7.5.5). */
final class IndexedForms {
    private IndexedForms() {}

    /** A cursor at a string, or null when the form is not that of a string. */
    static @Nullable Cursor string(Unit unit, int form, long value) throws DebugInformationException {
        DwarfSections sections = unit.file().sections();
        if (Forms.isStringIndex(form)) {
            long base = base(unit, DwarfAttribute.STR_OFFSETS_BASE, 2L * unit.offsetSize());
            return new Cursor(
                    sections.strings(), entry(unit, sections.stringOffsets(), base, value, unit.offsetSize()));
        }
        return switch (form) {
            case DwarfForm.STRING -> unit.cursorAt(value);
            case DwarfForm.STRP -> new Cursor(sections.strings(), value);
            case DwarfForm.LINE_STRP -> new Cursor(sections.lineStrings(), value);
            default -> null;
        };
    }

    /** An address of .debug_addr. */
    static long address(Unit unit, long index) throws DebugInformationException {
        long base = base(unit, DwarfAttribute.ADDR_BASE, unit.offsetSize() + 4L);
        return entry(unit, unit.file().sections().addresses(), base, index, unit.addressSize());
    }

    /** The base of an indexed table; where the unit does not say, the one after the section's first header. */
    static long base(Unit unit, int attribute, long afterHeader) throws DebugInformationException {
        return unit.root().number(attribute).orElse(afterHeader);
    }

    /** Entry {@code index} of a table that begins at {@code base}. */
    static long entry(Unit unit, Section section, long base, long index, int size) throws DebugInformationException {
        if (index < 0 || index > section.size()) {
            throw new DebugInformationException("unit at .debug_info+0x%x uses entry %s of %s, which is smaller"
                    .formatted(unit.offset(), Long.toUnsignedString(index), section.name()));
        }
        return new Cursor(section, base + index * size).unsigned(size);
    }
}

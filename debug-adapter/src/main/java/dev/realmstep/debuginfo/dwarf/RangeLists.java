package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.List;

/** Lists of address ranges: .debug_rnglists (DWARF 5 section 7.25) and .debug_ranges (DWARF 4 section 2.17.3). */
final class RangeLists {
    private static final int DW_RLE_END_OF_LIST = 0;
    private static final int DW_RLE_BASE_ADDRESSX = 1;
    private static final int DW_RLE_STARTX_ENDX = 2;
    private static final int DW_RLE_STARTX_LENGTH = 3;
    private static final int DW_RLE_OFFSET_PAIR = 4;
    private static final int DW_RLE_BASE_ADDRESS = 5;
    private static final int DW_RLE_START_END = 6;
    private static final int DW_RLE_START_LENGTH = 7;

    /** Unit length, version, address size, segment selector size and offset count, in the 32-bit format. */
    static final long HEADER_SIZE = 12;

    private RangeLists() {}

    static List<AddressRange> read(Unit unit, int form, long value) throws DebugInformationException {
        DwarfSections sections = unit.file().sections();
        if (unit.version() < 5) {
            return readVersion4(unit, new Cursor(sections.ranges(), value));
        }
        long offset = value;
        if (form == DwarfForm.RNGLISTX) {
            long base = IndexedForms.base(unit, DwarfAttribute.RNGLISTS_BASE, HEADER_SIZE);
            offset = base + IndexedForms.entry(unit, sections.rangeLists(), base, value, unit.offsetSize());
        }
        return readVersion5(unit, new Cursor(sections.rangeLists(), offset));
    }

    private static List<AddressRange> readVersion5(Unit unit, Cursor cursor) throws DebugInformationException {
        List<AddressRange> ranges = new ArrayList<>();
        long base = unit.baseAddress();
        while (true) {
            int kind = cursor.u8();
            switch (kind) {
                case DW_RLE_END_OF_LIST -> {
                    return ranges;
                }
                case DW_RLE_BASE_ADDRESSX -> base = IndexedForms.address(unit, cursor.uleb());
                case DW_RLE_BASE_ADDRESS -> base = cursor.u64();
                case DW_RLE_STARTX_ENDX ->
                    add(
                            unit,
                            ranges,
                            IndexedForms.address(unit, cursor.uleb()),
                            IndexedForms.address(unit, cursor.uleb()));
                case DW_RLE_STARTX_LENGTH -> {
                    long start = IndexedForms.address(unit, cursor.uleb());
                    add(unit, ranges, start, start + cursor.uleb());
                }
                case DW_RLE_OFFSET_PAIR -> add(unit, ranges, base + cursor.uleb(), base + cursor.uleb());
                case DW_RLE_START_END -> add(unit, ranges, cursor.u64(), cursor.u64());
                case DW_RLE_START_LENGTH -> {
                    long start = cursor.u64();
                    add(unit, ranges, start, start + cursor.uleb());
                }
                default -> throw cursor.wrong("the unknown range list entry " + kind);
            }
        }
    }

    private static List<AddressRange> readVersion4(Unit unit, Cursor cursor) throws DebugInformationException {
        List<AddressRange> ranges = new ArrayList<>();
        long base = unit.baseAddress();
        while (true) {
            long start = cursor.u64();
            long end = cursor.u64();
            if (start == 0 && end == 0) {
                return ranges;
            }
            if (start == -1L) {
                base = end;
            } else {
                add(unit, ranges, base + start, base + end);
            }
        }
    }

    private static void add(Unit unit, List<AddressRange> ranges, long start, long end) {
        if (Long.compareUnsigned(start, end) < 0 && unit.file().sections().isKept(start)) {
            ranges.add(new AddressRange(start, end));
        }
    }
}

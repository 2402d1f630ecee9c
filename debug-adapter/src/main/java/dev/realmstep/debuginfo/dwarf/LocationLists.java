package dev.realmstep.debuginfo.dwarf;

import org.jspecify.annotations.Nullable;

/** Lists of locations by address: .debug_loclists (DWARF 5 section 7.29) and .debug_loc (DWARF 4 section 2.6.2). */
final class LocationLists {
    private static final int DW_LLE_END_OF_LIST = 0;
    private static final int DW_LLE_BASE_ADDRESSX = 1;
    private static final int DW_LLE_STARTX_ENDX = 2;
    private static final int DW_LLE_STARTX_LENGTH = 3;
    private static final int DW_LLE_OFFSET_PAIR = 4;
    private static final int DW_LLE_DEFAULT_LOCATION = 5;
    private static final int DW_LLE_BASE_ADDRESS = 6;
    private static final int DW_LLE_START_END = 7;
    private static final int DW_LLE_START_LENGTH = 8;
    private static final int DW_LLE_GNU_VIEW_PAIR = 9;

    private LocationLists() {}

    /** The expression that holds at {@code pc}, or null where the list says nothing of it. */
    static @Nullable DwarfExpression expressionAt(Unit unit, int form, long value, long pc)
            throws DebugInformationException {
        DwarfSections sections = unit.file().sections();
        if (unit.version() < 5) {
            return findVersion4(unit, new Cursor(sections.locations(), value), pc);
        }
        long offset = value;
        if (form == DwarfForm.LOCLISTX) {
            // The header of a location list table is as long as that of a range list table.
            long base = IndexedForms.base(unit, DwarfAttribute.LOCLISTS_BASE, RangeLists.HEADER_SIZE);
            offset = base + IndexedForms.entry(unit, sections.locationLists(), base, value, unit.offsetSize());
        }
        return findVersion5(unit, new Cursor(sections.locationLists(), offset), pc);
    }

    private static @Nullable DwarfExpression findVersion5(Unit unit, Cursor cursor, long pc)
            throws DebugInformationException {
        long base = unit.baseAddress();
        @Nullable DwarfExpression byDefault = null;
        while (true) {
            int kind = cursor.u8();
            switch (kind) {
                case DW_LLE_END_OF_LIST -> {
                    return byDefault;
                }
                case DW_LLE_BASE_ADDRESSX -> base = IndexedForms.address(unit, cursor.uleb());
                case DW_LLE_BASE_ADDRESS -> base = cursor.u64();
                case DW_LLE_DEFAULT_LOCATION -> byDefault = cursor.expression(cursor.uleb());
                case DW_LLE_GNU_VIEW_PAIR -> {
                    // Views tell apart instructions' sub-steps; a debugger that stops between instructions needs none.
                    cursor.uleb();
                    cursor.uleb();
                }
                default -> {
                    AddressRange range = range(unit, cursor, kind, base);
                    long length = cursor.uleb();
                    if (range.contains(pc)) {
                        return cursor.expression(length);
                    }
                    cursor.skip(length);
                }
            }
        }
    }

    private static AddressRange range(Unit unit, Cursor cursor, int kind, long base) throws DebugInformationException {
        return switch (kind) {
            case DW_LLE_STARTX_ENDX ->
                new AddressRange(IndexedForms.address(unit, cursor.uleb()), IndexedForms.address(unit, cursor.uleb()));
            case DW_LLE_STARTX_LENGTH -> ofLength(IndexedForms.address(unit, cursor.uleb()), cursor.uleb());
            case DW_LLE_OFFSET_PAIR -> new AddressRange(base + cursor.uleb(), base + cursor.uleb());
            case DW_LLE_START_END -> new AddressRange(cursor.u64(), cursor.u64());
            case DW_LLE_START_LENGTH -> ofLength(cursor.u64(), cursor.uleb());
            default -> throw cursor.wrong("the unknown location list entry " + kind);
        };
    }

    private static AddressRange ofLength(long start, long length) {
        return new AddressRange(start, start + length);
    }

    private static @Nullable DwarfExpression findVersion4(Unit unit, Cursor cursor, long pc)
            throws DebugInformationException {
        long base = unit.baseAddress();
        while (true) {
            long start = cursor.u64();
            long end = cursor.u64();
            if (start == 0 && end == 0) {
                return null;
            }
            if (start == -1L) {
                base = end;
                continue;
            }
            int length = cursor.u16();
            if (new AddressRange(base + start, base + end).contains(pc)) {
                return cursor.expression(length);
            }
            cursor.skip(length);
        }
    }
}

package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The abbreviations of one unit, by their codes. */
final class AbbreviationTable {
    /** Compilers number from 1 without gaps; what lies beyond goes to a map. */
    private static final int DENSE_LIMIT = 1 << 16;

    private final List<@Nullable Abbreviation> dense = new ArrayList<>();
    private final Map<Long, Abbreviation> sparse = new HashMap<>();

    /** Reads the table at {@code offset} of .debug_abbrev. */
    static AbbreviationTable read(Section section, long offset, int offsetSize, int addressSize, int version)
            throws DebugInformationException {
        AbbreviationTable table = new AbbreviationTable();
        Cursor cursor = new Cursor(section, offset);
        for (long code = cursor.uleb(); code != 0; code = cursor.uleb()) {
            table.put(code, readOne(cursor, offsetSize, addressSize, version));
        }
        return table;
    }

    @Nullable
    Abbreviation get(long code) {
        if (code >= 0 && code < dense.size()) {
            return dense.get((int) code);
        }
        return sparse.get(code);
    }

    boolean hasLocationLists() {
        return Stream.concat(dense.stream(), sparse.values().stream()).anyMatch(AbbreviationTable::isLocationList);
    }

    private static boolean isLocationList(@Nullable Abbreviation abbreviation) {
        if (abbreviation == null
                || (abbreviation.tag() != DwarfTag.VARIABLE && abbreviation.tag() != DwarfTag.FORMAL_PARAMETER)) {
            return false;
        }
        int location = abbreviation.indexOf(DwarfAttribute.LOCATION);
        return location >= 0
                && (abbreviation.form(location) == DwarfForm.SEC_OFFSET
                        || abbreviation.form(location) == DwarfForm.LOCLISTX);
    }

    private void put(long code, Abbreviation abbreviation) {
        if (code < 0 || code >= DENSE_LIMIT) {
            sparse.put(code, abbreviation);
            return;
        }
        while (dense.size() <= code) {
            dense.add(null);
        }
        dense.set((int) code, abbreviation);
    }

    private static Abbreviation readOne(Cursor cursor, int offsetSize, int addressSize, int version)
            throws DebugInformationException {
        int tag = cursor.smallUleb();
        boolean hasChildren = cursor.u8() != 0;
        int[] attributes = new int[16];
        int[] forms = new int[16];
        long[] constants = new long[16];
        int fixedSize = 0;
        int count = 0;
        while (true) {
            int attribute = cursor.smallUleb();
            int form = cursor.smallUleb();
            if (attribute == 0 && form == 0) {
                break;
            }
            if (count == attributes.length) {
                attributes = Arrays.copyOf(attributes, count * 2);
                forms = Arrays.copyOf(forms, count * 2);
                constants = Arrays.copyOf(constants, count * 2);
            }
            attributes[count] = attribute;
            forms[count] = form;
            constants[count] = form == DwarfForm.IMPLICIT_CONST ? cursor.sleb() : 0;
            int size = Forms.fixedSize(form, offsetSize, addressSize, version);
            fixedSize = size < 0 || fixedSize < 0 ? Abbreviation.VARIABLE_SIZE : fixedSize + size;
            count++;
        }
        return new Abbreviation(
                tag,
                hasChildren,
                Arrays.copyOf(attributes, count),
                Arrays.copyOf(forms, count),
                Arrays.copyOf(constants, count),
                fixedSize);
    }
}

package dev.realmstep.debuginfo.dwarf;

import org.jspecify.annotations.Nullable;

/** Passes over the outermost entries of a unit for the {@link NameIndex}, making objects of as few as it can. */
final class NameScan {
    private final Unit unit;
    private final NameIndex index;
    private final Cursor cursor;

    NameScan(Unit unit, NameIndex index) throws DebugInformationException {
        this.unit = unit;
        this.index = index;
        this.cursor = unit.cursorAt(unit.firstEntry());
    }

    void run() throws DebugInformationException {
        int depth = 0;
        do {
            long offset = cursor.position();
            long code = cursor.uleb();
            if (code == 0) {
                depth--;
                continue;
            }
            Abbreviation abbreviation = unit.abbreviation(code);
            boolean scope = depth == 0 || abbreviation.tag() == DwarfTag.NAMESPACE;
            long next = readAttributes(offset, abbreviation);
            if (!abbreviation.hasChildren()) {
                continue;
            }
            if (scope) {
                depth++;
            } else if (next > cursor.position()) {
                cursor.seek(next);
            } else {
                Die.skipChildren(unit, cursor, 0);
            }
        } while (depth > 0 && cursor.hasMore());
    }

    /** Reads the attributes of one entry, adds it to the index if it belongs there, and returns its sibling or 0. */
    private long readAttributes(long offset, Abbreviation abbreviation) throws DebugInformationException {
        NameIndex.@Nullable Kind kind = NameIndex.kindOf(abbreviation.tag());
        if (kind == null && abbreviation.siblingIndex() < 0) {
            Die.skipAttributes(unit, cursor, abbreviation);
            return 0;
        }
        int name = abbreviation.indexOf(DwarfAttribute.NAME);
        long nameValue = 0;
        int nameForm = 0;
        long sibling = 0;
        for (int i = 0; i < abbreviation.count(); i++) {
            int form = abbreviation.form(i);
            form = form == DwarfForm.INDIRECT ? cursor.smallUleb() : form;
            long value = Forms.read(cursor, form, abbreviation.implicitConstant(i), unit.offset(), unit.addressSize());
            if (i == name) {
                nameValue = value;
                nameForm = form;
            } else if (i == abbreviation.siblingIndex()) {
                sibling = value;
            }
        }
        if (kind != null && isDefinition(abbreviation)) {
            add(kind, offset, nameForm, nameValue);
        }
        return sibling;
    }

    private void add(NameIndex.Kind kind, long offset, int nameForm, long nameValue) throws DebugInformationException {
        Cursor at = IndexedForms.string(unit, nameForm, nameValue);
        if (at != null) {
            index.add(kind, at.stringHash(), offset);
            return;
        }
        String inherited = unit.dieAt(offset).name();
        if (inherited != null) {
            index.add(kind, Cursor.hash(inherited), offset);
        }
    }

    /** A function counts when it has code or was inlined, a variable when it has a place, a type when it is complete. */
    private static boolean isDefinition(Abbreviation abbreviation) {
        return switch (abbreviation.tag()) {
            case DwarfTag.SUBPROGRAM ->
                abbreviation.indexOf(DwarfAttribute.LOW_PC) >= 0
                        || abbreviation.indexOf(DwarfAttribute.RANGES) >= 0
                        || abbreviation.indexOf(DwarfAttribute.INLINE) >= 0;
            case DwarfTag.VARIABLE ->
                abbreviation.indexOf(DwarfAttribute.LOCATION) >= 0
                        || abbreviation.indexOf(DwarfAttribute.CONST_VALUE) >= 0;
            default -> abbreviation.indexOf(DwarfAttribute.DECLARATION) < 0;
        };
    }
}

package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A debugging information entry (DWARF 5 section 2.1): a tag, attributes and children. */
public final class Die {
    /** Entries refer to their origin, which may refer to its own; a longer chain than this is a loop. */
    private static final int LONGEST_ORIGIN_CHAIN = 16;

    /** No compiler nests scopes or types this deep; malformed information could recurse for ever. */
    private static final int DEEPEST_NESTING = 512;

    private final Unit unit;
    private final long offset;
    private final Abbreviation abbreviation;
    private final int[] indirectForms;
    private final long[] values;
    private final long afterAttributes;

    private Die(
            Unit unit,
            long offset,
            Abbreviation abbreviation,
            int[] indirectForms,
            long[] values,
            long afterAttributes) {
        this.unit = unit;
        this.offset = offset;
        this.abbreviation = abbreviation;
        this.indirectForms = indirectForms;
        this.values = values;
        this.afterAttributes = afterAttributes;
    }

    static @Nullable Die read(Unit unit, Cursor cursor) throws DebugInformationException {
        long offset = cursor.position();
        long code = cursor.uleb();
        if (code == 0) {
            return null;
        }
        Abbreviation abbreviation = unit.abbreviation(code);
        long[] values = new long[abbreviation.count()];
        int[] indirectForms = NO_FORMS;
        for (int i = 0; i < values.length; i++) {
            int form = abbreviation.form(i);
            if (form == DwarfForm.INDIRECT) {
                indirectForms = indirectForms.length == 0 ? new int[values.length] : indirectForms;
                form = cursor.smallUleb();
                indirectForms[i] = form;
            }
            values[i] = Forms.read(cursor, form, abbreviation.implicitConstant(i), unit.offset(), unit.addressSize());
        }
        return new Die(unit, offset, abbreviation, indirectForms, values, cursor.position());
    }

    private static final int[] NO_FORMS = {};

    public Unit unit() {
        return unit;
    }

    /** Its offset in .debug_info, which identifies it. */
    public long offset() {
        return offset;
    }

    /** One of {@link DwarfTag}. */
    public int tag() {
        return abbreviation.tag();
    }

    public boolean has(int attribute) {
        return abbreviation.indexOf(attribute) >= 0;
    }

    /** Whether a flag attribute is there and set. */
    public boolean flag(int attribute) {
        int index = abbreviation.indexOf(attribute);
        return index >= 0 && values[index] != 0;
    }

    /** A constant, an offset or a flag. */
    public OptionalLong number(int attribute) {
        int index = abbreviation.indexOf(attribute);
        return index < 0 || Forms.isBlock(form(index)) ? OptionalLong.empty() : OptionalLong.of(values[index]);
    }

    /** A constant that must fit an {@code int} and not be negative, such as a line; 0 when absent or when it does not. */
    public int smallNumber(int attribute) {
        long value = number(attribute).orElse(0);
        return value >= 0 && value <= Integer.MAX_VALUE ? (int) value : 0;
    }

    /**
     * Whether a constant's form says that it is signed (DW_FORM_sdata, DW_FORM_implicit_const); the others leave that
     * to the type.
     */
    public boolean isSigned(int attribute) {
        int index = abbreviation.indexOf(attribute);
        return index >= 0 && (form(index) == DwarfForm.SDATA || form(index) == DwarfForm.IMPLICIT_CONST);
    }

    /** An address as linked. */
    public OptionalLong address(int attribute) throws DebugInformationException {
        int index = abbreviation.indexOf(attribute);
        if (index < 0) {
            return OptionalLong.empty();
        }
        if (form(index) == DwarfForm.ADDR) {
            return OptionalLong.of(values[index]);
        }
        return Forms.isAddressIndex(form(index))
                ? OptionalLong.of(IndexedForms.address(unit, values[index]))
                : OptionalLong.empty();
    }

    public @Nullable String string(int attribute) throws DebugInformationException {
        Cursor cursor = stringCursor(attribute);
        return cursor == null ? null : cursor.string();
    }

    @Nullable
    Cursor stringCursor(int attribute) throws DebugInformationException {
        int index = abbreviation.indexOf(attribute);
        return index < 0 ? null : IndexedForms.string(unit, form(index), values[index]);
    }

    /** The bytes of a block or an expression, or null when the attribute is absent or something else. */
    public byte @Nullable [] block(int attribute) throws DebugInformationException {
        int index = abbreviation.indexOf(attribute);
        if (index < 0 || !Forms.isBlock(form(index))) {
            return null;
        }
        Cursor cursor = unit.cursorAt(values[index]);
        return cursor.bytes(Forms.blockLength(cursor, form(index)));
    }

    /** The expression of a location at {@code pc} (as linked), or null where there is none. */
    public @Nullable DwarfExpression expressionAt(int attribute, long pc) throws DebugInformationException {
        int index = abbreviation.indexOf(attribute);
        if (index < 0) {
            return null;
        }
        if (Forms.isBlock(form(index))) {
            byte[] block = block(attribute);
            return block == null ? null : new DwarfExpression(block);
        }
        return LocationLists.expressionAt(unit, form(index), values[index], pc);
    }

    /** The entry that an attribute refers to, or null. */
    public @Nullable Die reference(int attribute) throws DebugInformationException {
        int index = abbreviation.indexOf(attribute);
        if (index < 0) {
            return null;
        }
        return switch (form(index)) {
            case DwarfForm.REF1, DwarfForm.REF2, DwarfForm.REF4, DwarfForm.REF8, DwarfForm.REF_UDATA ->
                unit.dieAt(values[index]);
            case DwarfForm.REF_ADDR -> unit.file().dieAt(values[index]);
            case DwarfForm.REF_SIG8 -> unit.file().typeBySignature(values[index]);
            default -> null;
        };
    }

    /** The entry that holds an attribute: this one or, where it has none, the one that it is an instance of. */
    public Die holderOf(int attribute) throws DebugInformationException {
        Die die = this;
        for (int i = 0; i < LONGEST_ORIGIN_CHAIN && !die.has(attribute); i++) {
            Die origin = die.reference(DwarfAttribute.ABSTRACT_ORIGIN);
            origin = origin == null ? die.reference(DwarfAttribute.SPECIFICATION) : origin;
            if (origin == null) {
                return this;
            }
            die = origin;
        }
        return die;
    }

    /** Its name, or that of the entry it is an instance of; null when it has none. */
    public @Nullable String name() throws DebugInformationException {
        return holderOf(DwarfAttribute.NAME).string(DwarfAttribute.NAME);
    }

    /** The addresses of the code it stands for, as linked; none for what has no code. */
    public List<AddressRange> ranges() throws DebugInformationException {
        int index = abbreviation.indexOf(DwarfAttribute.RANGES);
        if (index >= 0) {
            return RangeLists.read(unit, form(index), values[index]);
        }
        OptionalLong low = address(DwarfAttribute.LOW_PC);
        int high = abbreviation.indexOf(DwarfAttribute.HIGH_PC);
        if (low.isEmpty() || high < 0) {
            return List.of();
        }
        OptionalLong highAddress = address(DwarfAttribute.HIGH_PC);
        long end = highAddress.isPresent() ? highAddress.getAsLong() : low.getAsLong() + values[high];
        if (Long.compareUnsigned(end, low.getAsLong()) <= 0
                || !unit.file().sections().isKept(low.getAsLong())) {
            return List.of();
        }
        return List.of(new AddressRange(low.getAsLong(), end));
    }

    /** Whether its code includes {@code pc} (as linked). */
    public boolean covers(long pc) throws DebugInformationException {
        for (AddressRange range : ranges()) {
            if (range.contains(pc)) {
                return true;
            }
        }
        return false;
    }

    public List<Die> children() throws DebugInformationException {
        if (!abbreviation.hasChildren()) {
            return List.of();
        }
        List<Die> children = new ArrayList<>();
        long at = afterAttributes;
        while (at < unit.end()) {
            Die child = unit.dieAtOrNull(at);
            if (child == null) {
                break;
            }
            children.add(child);
            at = child.next();
        }
        return children;
    }

    /** Where the entry after this one and its children begins. */
    private long next() throws DebugInformationException {
        if (!abbreviation.hasChildren()) {
            return afterAttributes;
        }
        int sibling = abbreviation.siblingIndex();
        if (sibling >= 0 && values[sibling] > offset) {
            return values[sibling];
        }
        Cursor cursor = unit.cursorAt(afterAttributes);
        skipChildren(unit, cursor, 0);
        return cursor.position();
    }

    static void skipChildren(Unit unit, Cursor cursor, int depth) throws DebugInformationException {
        if (depth > DEEPEST_NESTING) {
            throw cursor.wrong("entries nested deeper than " + DEEPEST_NESTING);
        }
        while (cursor.hasMore()) {
            long code = cursor.uleb();
            if (code == 0) {
                return;
            }
            Abbreviation abbreviation = unit.abbreviation(code);
            skipAttributes(unit, cursor, abbreviation);
            if (abbreviation.hasChildren()) {
                skipChildren(unit, cursor, depth + 1);
            }
        }
    }

    static void skipAttributes(Unit unit, Cursor cursor, Abbreviation abbreviation) throws DebugInformationException {
        if (abbreviation.fixedSize() != Abbreviation.VARIABLE_SIZE) {
            cursor.skip(abbreviation.fixedSize());
            return;
        }
        for (int i = 0; i < abbreviation.count(); i++) {
            int form = abbreviation.form(i);
            Forms.read(
                    cursor,
                    form == DwarfForm.INDIRECT ? cursor.smallUleb() : form,
                    0,
                    unit.offset(),
                    unit.addressSize());
        }
    }

    private int form(int index) {
        int form = abbreviation.form(index);
        return form == DwarfForm.INDIRECT ? indirectForms[index] : form;
    }
}

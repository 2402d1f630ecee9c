package dev.realmstep.debuginfo.dwarf;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One unit of .debug_info (DWARF 5 section 7.5.1); everything beyond its header is read when it is asked for. */
public final class Unit {
    private static final int DW_UT_COMPILE = 1;
    private static final int DW_UT_TYPE = 2;
    private static final int DW_UT_PARTIAL = 3;

    /** What every assembler says, whatever the machine. */
    private static final int DW_LANG_MIPS_ASSEMBLER = 0x8001;

    private final DwarfFile file;
    private final long offset;
    private final long end;
    private final int version;
    private final int offsetSize;
    private final int addressSize;
    private final long abbreviationsOffset;
    private final long firstEntry;
    private final OptionalLong typeSignature;
    /** Read by the index of names in the background, too. */
    private volatile SoftReference<AbbreviationTable> abbreviations = new SoftReference<>(null);

    private SoftReference<LineTable> lines = new SoftReference<>(null);
    private @Nullable Die root;
    private @Nullable FunctionTable functions;

    private Unit(
            DwarfFile file,
            long offset,
            long end,
            int version,
            int offsetSize,
            int addressSize,
            long abbreviationsOffset,
            long firstEntry,
            OptionalLong typeSignature) {
        this.file = file;
        this.offset = offset;
        this.end = end;
        this.version = version;
        this.offsetSize = offsetSize;
        this.addressSize = addressSize;
        this.abbreviationsOffset = abbreviationsOffset;
        this.firstEntry = firstEntry;
        this.typeSignature = typeSignature;
    }

    /** Reads the header of the unit that takes the bytes from {@code offset} to the end of {@code cursor}. */
    static Unit readHeader(DwarfFile file, long offset, Cursor cursor) throws DebugInformationException {
        int version = cursor.u16();
        if (version != 4 && version != 5) {
            throw new DebugInformationException(
                    "unit at .debug_info+0x%x has DWARF version %d; versions 4 and 5 are read"
                            .formatted(offset, version));
        }
        int type = version == 5 ? cursor.u8() : DW_UT_COMPILE;
        if (type < DW_UT_COMPILE || type > DW_UT_PARTIAL) {
            throw new DebugInformationException(
                    "unit at .debug_info+0x%x has its information in another file (split DWARF, unit type %d)"
                            .formatted(offset, type));
        }
        int addressSize = version == 5 ? cursor.u8() : 0;
        long abbreviations = cursor.offset();
        addressSize = version == 5 ? addressSize : cursor.u8();
        if (addressSize != 8) {
            throw new DebugInformationException(
                    "unit at .debug_info+0x%x has addresses of %d bytes, not 8".formatted(offset, addressSize));
        }
        OptionalLong signature = OptionalLong.empty();
        if (type == DW_UT_TYPE) {
            signature = OptionalLong.of(cursor.u64());
            cursor.offset(); // Where the type is: found through its name instead.
        }
        return new Unit(
                file,
                offset,
                cursor.end(),
                version,
                cursor.offsetSize(),
                addressSize,
                abbreviations,
                cursor.position(),
                signature);
    }

    /** The offset of its header in .debug_info. */
    public long offset() {
        return offset;
    }

    public int version() {
        return version;
    }

    DwarfFile file() {
        return file;
    }

    long end() {
        return end;
    }

    int offsetSize() {
        return offsetSize;
    }

    int addressSize() {
        return addressSize;
    }

    OptionalLong typeSignature() {
        return typeSignature;
    }

    /** Its first entry, which describes the unit as a whole. */
    public Die root() throws DebugInformationException {
        if (root == null) {
            Die first = dieAtOrNull(firstEntry);
            if (first == null) {
                throw new DebugInformationException("unit at .debug_info+0x%x is empty".formatted(offset));
            }
            root = first;
        }
        return root;
    }

    /** The entry at an offset of .debug_info that lies in this unit. */
    public Die dieAt(long dieOffset) throws DebugInformationException {
        Die die = dieOffset < firstEntry || dieOffset >= end ? null : dieAtOrNull(dieOffset);
        if (die == null) {
            throw new DebugInformationException("no entry at .debug_info+0x%x".formatted(dieOffset));
        }
        return die;
    }

    /** The entry at an offset, or null for the mark that ends a list of children. */
    @Nullable
    Die dieAtOrNull(long dieOffset) throws DebugInformationException {
        return Die.read(this, cursorAt(dieOffset));
    }

    Cursor cursorAt(long position) throws DebugInformationException {
        Cursor cursor = new Cursor(file.sections().info(), position);
        cursor.setOffsetSize(offsetSize);
        return cursor.limitedTo(end);
    }

    long firstEntry() {
        return firstEntry;
    }

    Abbreviation abbreviation(long code) throws DebugInformationException {
        Abbreviation abbreviation = abbreviations().get(code);
        if (abbreviation == null) {
            throw new DebugInformationException(
                    "unit at .debug_info+0x%x uses abbreviation %d, which it does not have".formatted(offset, code));
        }
        return abbreviation;
    }

    private AbbreviationTable abbreviations() throws DebugInformationException {
        AbbreviationTable table = abbreviations.get();
        if (table == null) {
            table = AbbreviationTable.read(
                    file.sections().abbreviations(), abbreviationsOffset, offsetSize, addressSize, version);
            abbreviations = new SoftReference<>(table);
        }
        return table;
    }

    /** The name of the primary source file as it was given to the compiler; empty when unknown. */
    public String name() throws DebugInformationException {
        String name = root().string(DwarfAttribute.NAME);
        return name == null ? "" : name;
    }

    /** The folder the compiler ran in; empty when unknown. */
    public String compilationDirectory() throws DebugInformationException {
        String directory = root().string(DwarfAttribute.COMP_DIR);
        return directory == null ? "" : directory;
    }

    /** The address that range and location lists count from. */
    long baseAddress() throws DebugInformationException {
        return root().address(DwarfAttribute.LOW_PC).orElse(0);
    }

    /** The addresses that the unit's code takes, as linked. */
    public List<AddressRange> ranges() throws DebugInformationException {
        return root().ranges();
    }

    /** Whether the unit has line numbers. */
    public boolean hasLines() throws DebugInformationException {
        return root().number(DwarfAttribute.STMT_LIST).isPresent();
    }

    /** The line table; its addresses are as linked. */
    public LineTable lines() throws DebugInformationException {
        LineTable table = lines.get();
        if (table == null) {
            table = LineProgram.run(readLineHeader(), file.sections());
            lines = new SoftReference<>(table);
        }
        return table;
    }

    /** The names of the files in the line table, without running its program. */
    public FileTable files() throws DebugInformationException {
        LineTable table = lines.get();
        return table != null ? table.files() : readLineHeader().files();
    }

    private LineHeader readLineHeader() throws DebugInformationException {
        OptionalLong at = root().number(DwarfAttribute.STMT_LIST);
        if (at.isEmpty()) {
            return LineHeader.none();
        }
        return LineHeader.read(file.sections(), at.getAsLong(), compilationDirectory(), name());
    }

    /** Whether it was written in assembly. */
    public boolean isAssembly() throws DebugInformationException {
        return root().number(DwarfAttribute.LANGUAGE).orElse(0) == DW_LANG_MIPS_ASSEMBLER;
    }

    /**
     * Whether variables' locations are described address by address, as optimising compilers do; then they are right
     * inside prologues, too.
     */
    public boolean hasLocationLists() throws DebugInformationException {
        return abbreviations().hasLocationLists();
    }

    /** The functions that have code in this unit. */
    public FunctionTable functions() throws DebugInformationException {
        if (functions == null) {
            functions = FunctionTable.of(this);
        }
        return functions;
    }

    /** The entries outside of functions: functions, variables and types, those in namespaces included. */
    public List<Die> globalEntries() throws DebugInformationException {
        List<Die> entries = new ArrayList<>();
        collectGlobals(root(), entries);
        return entries;
    }

    private static void collectGlobals(Die parent, List<Die> entries) throws DebugInformationException {
        for (Die child : parent.children()) {
            if (child.tag() == DwarfTag.NAMESPACE) {
                collectGlobals(child, entries);
            } else {
                entries.add(child);
            }
        }
    }
}

package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header of a line number program (DWARF 5 section 6.2.4, DWARF 4 section 6.2.4). */
record LineHeader(
        FileTable files,
        long programStart,
        long programEnd,
        int offsetSize,
        int minimumInstructionLength,
        boolean defaultIsStatement,
        int lineBase,
        int lineRange,
        List<Integer> operandCounts) {

    private static final int DW_LNCT_PATH = 1;
    private static final int DW_LNCT_DIRECTORY_INDEX = 2;

    /** For units without line numbers. */
    static LineHeader none() {
        return new LineHeader(new FileTable(List.of(), 0), 0, 0, 4, 1, false, 0, 1, List.of());
    }

    /** The first special opcode; the lower ones are the standard opcodes. */
    int opcodeBase() {
        return operandCounts.size() + 1;
    }

    static LineHeader read(DwarfSections sections, long offset, String compilationDirectory, String unitName)
            throws DebugInformationException {
        Cursor cursor = new Cursor(sections.lines(), offset);
        long length = cursor.initialLength();
        cursor = cursor.limitedTo(cursor.position() + length);
        int version = cursor.u16();
        if (version < 2 || version > 5) {
            throw cursor.wrong("a line table of the unknown version " + version);
        }
        if (version == 5) {
            cursor.skip(2); // The sizes of an address and of a segment selector: the unit has said them.
        }
        long headerLength = cursor.offset();
        long programStart = cursor.position() + headerLength;
        int minimumInstructionLength = cursor.u8();
        if (version >= 4 && cursor.u8() > 1) {
            throw cursor.wrong("a line table for a machine with several operations in an instruction");
        }
        boolean defaultIsStatement = cursor.u8() != 0;
        int lineBase = (byte) cursor.u8();
        int lineRange = cursor.u8();
        int opcodeBase = cursor.u8();
        if (lineRange == 0 || opcodeBase == 0) {
            throw cursor.wrong("a line table whose line range or opcode base is 0");
        }
        List<Integer> operandCounts = new ArrayList<>();
        for (int i = 0; i < opcodeBase - 1; i++) {
            operandCounts.add(cursor.u8());
        }
        FileTable files = version == 5
                ? filesVersion5(sections, cursor, compilationDirectory)
                : filesVersion4(cursor, compilationDirectory, unitName);
        return new LineHeader(
                files,
                programStart,
                cursor.end(),
                cursor.offsetSize(),
                minimumInstructionLength,
                defaultIsStatement,
                lineBase,
                lineRange,
                operandCounts);
    }

    private static FileTable filesVersion4(Cursor cursor, String compilationDirectory, String unitName)
            throws DebugInformationException {
        List<String> directories = new ArrayList<>();
        directories.add(compilationDirectory);
        for (String name = cursor.string(); !name.isEmpty(); name = cursor.string()) {
            directories.add(FileTable.join(compilationDirectory, name));
        }
        List<String> paths = new ArrayList<>();
        paths.add(FileTable.join(compilationDirectory, unitName));
        for (String name = cursor.string(); !name.isEmpty(); name = cursor.string()) {
            paths.add(pathOf(directories, cursor.uleb(), name));
            cursor.uleb(); // Time of last modification.
            cursor.uleb(); // Length in bytes.
        }
        return new FileTable(paths, 0);
    }

    private static FileTable filesVersion5(DwarfSections sections, Cursor cursor, String compilationDirectory)
            throws DebugInformationException {
        List<String> directories = new ArrayList<>();
        long[] format = entryFormat(cursor);
        for (long left = entryCount(cursor); left > 0; left--) {
            String name = entry(sections, cursor, format, List.of());
            directories.add(FileTable.join(compilationDirectory, name));
        }
        List<String> paths = new ArrayList<>();
        format = entryFormat(cursor);
        for (long left = entryCount(cursor); left > 0; left--) {
            paths.add(entry(sections, cursor, format, directories));
        }
        return new FileTable(paths, 0);
    }

    /** Pairs of content type and form. */
    private static long[] entryFormat(Cursor cursor) throws DebugInformationException {
        long[] format = new long[cursor.u8() * 2];
        for (int i = 0; i < format.length; i++) {
            format[i] = cursor.uleb();
        }
        return format;
    }

    /** Entries of which each takes at least a byte; a format of empty entries could claim any number of them. */
    private static long entryCount(Cursor cursor) throws DebugInformationException {
        long count = cursor.uleb();
        if (count < 0 || count > cursor.end() - cursor.position()) {
            throw cursor.wrong("more entries in a file table than there is room for");
        }
        return count;
    }

    private static String entry(DwarfSections sections, Cursor cursor, long[] format, List<String> directories)
            throws DebugInformationException {
        String name = "";
        long directory = 0;
        for (int i = 0; i < format.length; i += 2) {
            int form = (int) format[i + 1];
            if (format[i] == DW_LNCT_PATH) {
                name = string(sections, cursor, form);
            } else {
                long value = Forms.read(cursor, form, 0, 0, 8);
                directory = format[i] == DW_LNCT_DIRECTORY_INDEX ? value : directory;
            }
        }
        return pathOf(directories, directory, name);
    }

    private static String string(DwarfSections sections, Cursor cursor, int form) throws DebugInformationException {
        @Nullable
        Section elsewhere = switch (form) {
            case DwarfForm.STRP -> sections.strings();
            case DwarfForm.LINE_STRP -> sections.lineStrings();
            case DwarfForm.STRING -> null;
            default -> throw cursor.wrong("a file name of the form 0x%x".formatted(form));
        };
        return elsewhere == null ? cursor.string() : new Cursor(elsewhere, cursor.offset()).string();
    }

    private static String pathOf(List<String> directories, long directory, String name) {
        boolean known = directory >= 0 && directory < directories.size();
        return FileTable.join(known ? directories.get((int) directory) : "", name);
    }
}

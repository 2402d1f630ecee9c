package dev.realmstep.debuginfo.dwarf;

/** Runs a line number program (DWARF 5 section 6.2.5) and collects the rows that it appends. */
final class LineProgram {
    private static final int DW_LNS_COPY = 1;
    private static final int DW_LNS_ADVANCE_PC = 2;
    private static final int DW_LNS_ADVANCE_LINE = 3;
    private static final int DW_LNS_SET_FILE = 4;
    private static final int DW_LNS_SET_COLUMN = 5;
    private static final int DW_LNS_NEGATE_STMT = 6;
    private static final int DW_LNS_CONST_ADD_PC = 8;
    private static final int DW_LNS_FIXED_ADVANCE_PC = 9;
    private static final int DW_LNS_SET_PROLOGUE_END = 10;
    private static final int DW_LNE_END_SEQUENCE = 1;
    private static final int DW_LNE_SET_ADDRESS = 2;

    private final LineHeader header;
    private final Cursor cursor;
    private final LineTableBuilder rows;

    private long address;
    private int file;
    private int line;
    private int column;
    private boolean statement;
    private boolean prologueEnd;

    private LineProgram(LineHeader header, Cursor cursor, LineTableBuilder rows) {
        this.header = header;
        this.cursor = cursor;
        this.rows = rows;
        reset();
    }

    static LineTable run(LineHeader header, DwarfSections sections) throws DebugInformationException {
        LineTableBuilder rows = new LineTableBuilder(header.files(), sections);
        Cursor cursor = new Cursor(sections.lines(), header.programStart()).limitedTo(header.programEnd());
        LineProgram program = new LineProgram(header, cursor, rows);
        while (cursor.hasMore()) {
            program.step();
        }
        return rows.build();
    }

    private void reset() {
        address = 0;
        file = 1;
        line = 1;
        column = 0;
        statement = header.defaultIsStatement();
        prologueEnd = false;
    }

    private void step() throws DebugInformationException {
        int opcode = cursor.u8();
        if (opcode >= header.opcodeBase()) {
            advanceSpecial(opcode);
            line += header.lineBase() + (opcode - header.opcodeBase()) % header.lineRange();
            append();
            return;
        }
        switch (opcode) {
            case 0 -> extended();
            case DW_LNS_COPY -> append();
            case DW_LNS_ADVANCE_PC -> address += cursor.uleb() * header.minimumInstructionLength();
            case DW_LNS_ADVANCE_LINE -> line += (int) cursor.sleb();
            case DW_LNS_SET_FILE -> file = (int) cursor.uleb();
            case DW_LNS_SET_COLUMN -> column = (int) cursor.uleb();
            case DW_LNS_NEGATE_STMT -> statement = !statement;
            case DW_LNS_CONST_ADD_PC -> advanceSpecial(255);
            case DW_LNS_FIXED_ADVANCE_PC -> address += cursor.u16();
            case DW_LNS_SET_PROLOGUE_END -> prologueEnd = true;
            default -> {
                // Basic blocks, epilogues and instruction sets are of no use here; the header says how long the rest
                // is.
                for (int i = 0; i < header.operandCounts().get(opcode - 1); i++) {
                    cursor.uleb();
                }
            }
        }
    }

    private void advanceSpecial(int opcode) {
        address += (long) ((opcode - header.opcodeBase()) / header.lineRange()) * header.minimumInstructionLength();
    }

    private void extended() throws DebugInformationException {
        long length = cursor.uleb();
        long next = cursor.position() + length;
        if (length != 0) {
            switch (cursor.u8()) {
                case DW_LNE_END_SEQUENCE -> {
                    rows.endSequence(address);
                    reset();
                }
                case DW_LNE_SET_ADDRESS -> address = cursor.u64();
                default -> {
                    // Discriminators tell apart blocks of one line, for profilers.
                }
            }
        }
        cursor.seek(next);
    }

    private void append() {
        rows.append(address, file, line, column, statement, prologueEnd);
        prologueEnd = false;
    }
}

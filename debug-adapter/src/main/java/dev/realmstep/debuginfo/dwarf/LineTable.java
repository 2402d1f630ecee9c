package dev.realmstep.debuginfo.dwarf;

/** Which source line each address of a unit comes from: rows in the order of their addresses, as linked. */
public final class LineTable {
    static final int STATEMENT = 1;
    static final int PROLOGUE_END = 2;
    static final int END_SEQUENCE = 4;

    private final FileTable files;
    private final long[] addresses;
    private final int[] filesOfRows;
    private final int[] lines;
    private final int[] columns;
    private final byte[] flags;

    LineTable(FileTable files, long[] addresses, int[] filesOfRows, int[] lines, int[] columns, byte[] flags) {
        this.files = files;
        this.addresses = addresses;
        this.filesOfRows = filesOfRows;
        this.lines = lines;
        this.columns = columns;
        this.flags = flags;
    }

    public FileTable files() {
        return files;
    }

    public int rowCount() {
        return addresses.length;
    }

    public long address(int row) {
        return addresses[row];
    }

    /** The number of the row's file in {@link #files}. */
    public int file(int row) {
        return filesOfRows[row];
    }

    /** The line from 1; 0 for code that comes from no line. */
    public int line(int row) {
        return lines[row];
    }

    /** The column from 1; 0 when unknown. */
    public int column(int row) {
        return columns[row];
    }

    /** Whether a breakpoint at this row stops at the beginning of a statement. */
    public boolean isStatement(int row) {
        return (flags[row] & STATEMENT) != 0;
    }

    public boolean isPrologueEnd(int row) {
        return (flags[row] & PROLOGUE_END) != 0;
    }

    /** Whether the row says nothing but where the rows before it end. */
    public boolean isEndOfSequence(int row) {
        return (flags[row] & END_SEQUENCE) != 0;
    }

    /** The row that an address belongs to, or -1. */
    public int rowAt(long address) {
        int row = lastRowUpTo(address);
        return row < 0 || isEndOfSequence(row) ? -1 : row;
    }

    /** The first row at or after an address; {@link #rowCount} when there is none. */
    public int firstRowFrom(long address) {
        return address == 0 ? 0 : lastRowUpTo(address - 1) + 1;
    }

    private int lastRowUpTo(long address) {
        int low = 0;
        int high = addresses.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(addresses[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Whether a row covers no instruction, because the next one begins at the same address. */
    public boolean isEmpty(int row) {
        return row + 1 < addresses.length && addresses[row + 1] == addresses[row];
    }

    /** The addresses around {@code row} whose code comes from the same line of the same file without a gap. */
    public AddressRange statementAround(int row) {
        int first = row;
        for (int i = row - 1; i >= 0 && !isEndOfSequence(i); i--) {
            if (sameLine(i, row)) {
                first = i;
            } else if (!isEmpty(i)) {
                break;
            }
        }
        int next = row + 1;
        while (next < addresses.length && !isEndOfSequence(next) && (isEmpty(next) || sameLine(next, row))) {
            next++;
        }
        return new AddressRange(addresses[first], addresses[Math.min(next, addresses.length - 1)]);
    }

    private boolean sameLine(int a, int b) {
        return lines[a] == lines[b] && filesOfRows[a] == filesOfRows[b];
    }
}

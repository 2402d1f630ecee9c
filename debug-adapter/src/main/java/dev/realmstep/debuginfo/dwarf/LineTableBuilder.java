package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Collects rows, sequence by sequence, and puts the sequences in the order of their addresses. */
final class LineTableBuilder {
    /** The rows {@code from} to {@code to}, the last of which ends the sequence. */
    private record Sequence(int from, int to) {}

    private final FileTable files;
    private final DwarfSections sections;
    private final List<Sequence> sequences = new ArrayList<>();
    private long[] addresses = new long[256];
    private int[] filesOfRows = new int[256];
    private int[] lines = new int[256];
    private int[] columns = new int[256];
    private byte[] flags = new byte[256];
    private int count;
    private int sequenceStart;

    LineTableBuilder(FileTable files, DwarfSections sections) {
        this.files = files;
        this.sections = sections;
    }

    void append(long address, int file, int line, int column, boolean statement, boolean prologueEnd) {
        int flag = (statement ? LineTable.STATEMENT : 0) | (prologueEnd ? LineTable.PROLOGUE_END : 0);
        add(address, file, line, column, flag);
    }

    void endSequence(long address) {
        add(address, 0, 0, 0, LineTable.END_SEQUENCE);
        boolean empty = count - sequenceStart < 2 || addresses[sequenceStart] == address;
        if (empty || !sections.isKept(addresses[sequenceStart])) {
            count = sequenceStart;
            return;
        }
        sequences.add(new Sequence(sequenceStart, count));
        sequenceStart = count;
    }

    private void add(long address, int file, int line, int column, int flag) {
        if (count == addresses.length) {
            int capacity = count * 2;
            addresses = Arrays.copyOf(addresses, capacity);
            filesOfRows = Arrays.copyOf(filesOfRows, capacity);
            lines = Arrays.copyOf(lines, capacity);
            columns = Arrays.copyOf(columns, capacity);
            flags = Arrays.copyOf(flags, capacity);
        }
        addresses[count] = address;
        filesOfRows[count] = file;
        lines[count] = line;
        columns[count] = column;
        flags[count] = (byte) flag;
        count++;
    }

    LineTable build() {
        sequences.sort((a, b) -> Long.compareUnsigned(addresses[a.from], addresses[b.from]));
        int[] order = sequences.stream().flatMapToInt(this::rowsOf).toArray();
        return new LineTable(
                files,
                Arrays.stream(order).mapToLong(row -> addresses[row]).toArray(),
                Arrays.stream(order).map(row -> filesOfRows[row]).toArray(),
                Arrays.stream(order).map(row -> lines[row]).toArray(),
                Arrays.stream(order).map(row -> columns[row]).toArray(),
                flagsInOrder(order));
    }

    /** The rows of a sequence; its addresses should only grow, and are made to where they do not. */
    private IntStream rowsOf(Sequence sequence) {
        IntStream rows = IntStream.range(sequence.from, sequence.to);
        for (int row = sequence.from + 1; row < sequence.to; row++) {
            if (Long.compareUnsigned(addresses[row], addresses[row - 1]) < 0) {
                return rows.boxed()
                        .sorted(Comparator.comparing((Integer i) -> addresses[i], Long::compareUnsigned))
                        .mapToInt(Integer::intValue);
            }
        }
        return rows;
    }

    private byte[] flagsInOrder(int[] order) {
        byte[] ordered = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            ordered[i] = flags[order[i]];
        }
        return ordered;
    }
}

package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.vector.Lanes;

/** An element of Zm that every element of its 128 bits is multiplied by, of the size of those; the larger, the fewer bits say which. */
enum IndexedFactor {
    HALFWORD(1, "H", "0 i3h 1 i3l:2 Zm:3"),
    WORD(2, "S", "10 1 i2:2 Zm:3"),
    DOUBLEWORD(3, "D", "11 1 i1 Zm:4");

    private static final int SEGMENT_BYTES = 16;

    private final int size;
    private final String letter;
    private final String pattern;

    IndexedFactor(int size, String letter, String pattern) {
        this.size = size;
        this.letter = letter;
        this.pattern = pattern;
    }

    int size() {
        return size;
    }

    String letter() {
        return letter;
    }

    /** Bits [23:16] of the encoding. */
    String pattern() {
        return pattern;
    }

    String assembly() {
        return "<Zm." + letter + ">[<factorIndex" + letter + ">]";
    }

    int register(int word) {
        return Fields.bits(word, 16, this == DOUBLEWORD ? 4 : 3);
    }

    /** Within 128 bits. */
    int index(int word) {
        return switch (this) {
            case HALFWORD -> Fields.bits(word, 22, 1) << 2 | Fields.bits(word, 19, 2);
            case WORD -> Fields.bits(word, 19, 2);
            case DOUBLEWORD -> Fields.bits(word, 20, 1);
        };
    }

    /** The element that the word chooses in each 128 bits of Zm, in all elements of those. */
    long[] broadcast(ScalableRegisters z, int word) {
        long[] m = z.vector(register(word));
        int perSegment = SEGMENT_BYTES >> size;
        long[] broadcast = new long[m.length];
        for (int i = 0; i < m.length; i++) {
            int at = i / 2 * perSegment + index(word);
            broadcast[i] = Lanes.replicate(VectorWords.element(m, at, size), size);
        }
        return broadcast;
    }
}

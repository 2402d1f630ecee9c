package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.isa.Fields;

/** Which values of size (bits [23:22]) an instruction allows; the others are reserved. */
enum Sizes {
    NONE(),
    ANY(0, 1, 2, 3),
    BYTE(0),
    DOUBLEWORD(3),
    BYTE_HALFWORD(0, 1),
    HALFWORD_WORD(1, 2),
    BYTE_TO_WORD(0, 1, 2);

    private final int allowed;

    Sizes(int... sizes) {
        int mask = 0;
        for (int size : sizes) {
            mask |= 1 << size;
        }
        this.allowed = mask;
    }

    static int of(int word) {
        return Fields.bits(word, 22, 2);
    }

    /** Whether a scalar of this size is allowed. */
    boolean allowScalar(int word) {
        return (allowed >>> of(word) & 1) != 0;
    }

    /** Whether a vector of such elements is allowed: one doubleword alone is never one. */
    boolean allowVector(int word) {
        return allowScalar(word) && (of(word) != 3 || Fields.bit(word, 30));
    }
}

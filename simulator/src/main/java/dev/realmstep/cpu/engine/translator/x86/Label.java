package dev.realmstep.cpu.engine.translator.x86;

import java.util.Arrays;

/** A place in code that jumps lead to, also before it is known. */
final class Label {
    private static final int UNBOUND = -1;
    private static final int FEW = 1;
    private static final int[] NONE = {};

    private int offset = UNBOUND;
    private int[] uses = NONE;
    private int useCount;

    boolean isBound() {
        return offset != UNBOUND;
    }

    /** In bytes from the beginning of the code. */
    int offset() {
        return offset;
    }

    void bind(int at) {
        offset = at;
    }

    /** Notes where a 32-bit displacement is, the last of its instruction, that has to lead here. */
    void use(int at) {
        if (useCount == uses.length) {
            uses = Arrays.copyOf(uses, 2 * useCount + FEW);
        }
        uses[useCount++] = at;
    }

    /** Where displacements wait for this label. */
    int[] uses() {
        return useCount == uses.length ? uses : Arrays.copyOf(uses, useCount);
    }
}

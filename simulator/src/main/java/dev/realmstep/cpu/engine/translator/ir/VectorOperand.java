package dev.realmstep.cpu.engine.translator.ir;

/** How micro-operations on vectors name what they read and write: V0 to V31 by their numbers, then temporaries. */
public final class VectorOperand {
    /** The first of the temporaries, which live no longer than the instruction that they were made for. */
    public static final int FIRST_TEMPORARY = 32;

    /** Few enough for the host's registers to hold all of them, with what an operation reads and writes. */
    public static final int TEMPORARIES = 10;

    /** All operands. */
    public static final int COUNT = FIRST_TEMPORARY + TEMPORARIES;

    private VectorOperand() {}

    public static int temporary(int index) {
        if (index >= TEMPORARIES) {
            throw new IllegalArgumentException("too many temporary vectors");
        }
        return FIRST_TEMPORARY + index;
    }

    public static boolean isTemporary(int operand) {
        return operand >= FIRST_TEMPORARY;
    }
}

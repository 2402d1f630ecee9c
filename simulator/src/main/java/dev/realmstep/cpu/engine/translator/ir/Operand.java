package dev.realmstep.cpu.engine.translator.ir;

import java.util.Locale;

/** How micro-operations name what they read and write: by small numbers, those of the general registers first. */
public final class Operand {
    /** Reads as zero; a result for it is dropped. */
    public static final int ZERO = 31;

    /** The stack pointer that PSTATE selects. */
    public static final int STACK_POINTER = 32;

    /** The first of the temporaries, which live no longer than the instruction that they were made for. */
    public static final int FIRST_TEMPORARY = 33;

    public static final int TEMPORARIES = 8;

    /** All operands. */
    public static final int COUNT = FIRST_TEMPORARY + TEMPORARIES;

    /** In place of a second operand: it is the micro-operation's immediate. */
    public static final int IMMEDIATE = -1;

    /** In place of an operand that a micro-operation does not have. */
    public static final int NONE = -2;

    private Operand() {}

    public static int temporary(int index) {
        return FIRST_TEMPORARY + index;
    }

    public static boolean isTemporary(int operand) {
        return operand >= FIRST_TEMPORARY;
    }

    static String text(int operand, long immediate) {
        if (operand == IMMEDIATE) {
            return "#0x" + Long.toHexString(immediate).toLowerCase(Locale.ROOT);
        }
        return switch (operand) {
            case ZERO -> "zero";
            case STACK_POINTER -> "sp";
            default -> isTemporary(operand) ? "t" + (operand - FIRST_TEMPORARY) : "x" + operand;
        };
    }
}

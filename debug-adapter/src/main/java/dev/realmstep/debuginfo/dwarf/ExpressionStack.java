package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.List;

/** The stack of an expression, with the operations that need nothing else (DWARF 5 sections 2.5.1.3 to 2.5.1.5). */
final class ExpressionStack {
    private final List<Long> values = new ArrayList<>();

    void push(long value) {
        values.addLast(value);
    }

    long pop() throws DebugInformationException {
        if (values.isEmpty()) {
            throw new DebugInformationException("an expression takes more from its stack than it put there");
        }
        return values.removeLast();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Does an operation of the stack, arithmetic or control flow; false when it is none of them. */
    boolean compute(int operation, Cursor cursor) throws DebugInformationException {
        switch (operation) {
            case 0x12 -> push(peek(0)); // DW_OP_dup
            case 0x13 -> pop(); // DW_OP_drop
            case 0x14 -> push(peek(1)); // DW_OP_over
            case 0x15 -> push(peek(cursor.u8())); // DW_OP_pick
            case 0x16 -> sink(1); // DW_OP_swap
            case 0x17 -> sink(2); // DW_OP_rot
            case 0x19 -> push(Math.abs(pop())); // DW_OP_abs
            case 0x1f -> push(-pop()); // DW_OP_neg
            case 0x20 -> push(~pop()); // DW_OP_not
            case 0x23 -> push(pop() + cursor.uleb()); // DW_OP_plus_uconst
            case 0x28 -> branch(cursor, pop() != 0); // DW_OP_bra
            case 0x2f -> branch(cursor, true); // DW_OP_skip
            default -> {
                return binary(operation);
            }
        }
        return true;
    }

    private long peek(int depth) throws DebugInformationException {
        if (depth >= values.size()) {
            throw new DebugInformationException("an expression looks below the bottom of its stack");
        }
        return values.get(values.size() - 1 - depth);
    }

    /** Moves the top below the {@code depth} values under it. */
    private void sink(int depth) throws DebugInformationException {
        peek(depth);
        long top = pop();
        values.add(values.size() - depth, top);
    }

    private static void branch(Cursor cursor, boolean taken) throws DebugInformationException {
        long distance = cursor.signed(2);
        if (taken) {
            cursor.seek(cursor.position() + distance);
        }
    }

    private boolean binary(int operation) throws DebugInformationException {
        if (operation < 0x1a || operation > 0x2e) {
            return false;
        }
        long right = pop();
        long left = pop();
        push(
                switch (operation) {
                    case 0x1a -> left & right;
                    case 0x1b -> left / nonZero(right);
                    case 0x1c -> left - right;
                    case 0x1d -> Long.remainderUnsigned(left, nonZero(right));
                    case 0x1e -> left * right;
                    case 0x21 -> left | right;
                    case 0x22 -> left + right;
                    case 0x24 -> shifted(right) ? left << right : 0;
                    case 0x25 -> shifted(right) ? left >>> right : 0;
                    case 0x26 -> shifted(right) ? left >> right : left >> (Long.SIZE - 1);
                    case 0x27 -> left ^ right;
                    case 0x29 -> truth(left == right);
                    case 0x2a -> truth(left >= right);
                    case 0x2b -> truth(left > right);
                    case 0x2c -> truth(left <= right);
                    case 0x2d -> truth(left < right);
                    case 0x2e -> truth(left != right);
                    default ->
                        throw new DebugInformationException(
                                "expression has the unknown operation 0x%x".formatted(operation));
                });
        return true;
    }

    private static long truth(boolean condition) {
        return condition ? 1 : 0;
    }

    /** Whether a shift leaves anything; Java would take the distance modulo 64. */
    private static boolean shifted(long distance) {
        return distance >= 0 && distance < Long.SIZE;
    }

    private static long nonZero(long divisor) throws DebugInformationException {
        if (divisor == 0) {
            throw new DebugInformationException("an expression divides by zero");
        }
        return divisor;
    }
}

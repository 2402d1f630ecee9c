package dev.realmstep.debuginfo.dwarf;

import java.util.Arrays;

/** A DWARF expression (DWARF 5 section 2.5): where a value lies, or how it is computed. */
public final class DwarfExpression {
    private final byte[] operations;

    /** @param operations the encoded operations, which are not copied */
    DwarfExpression(byte[] operations) {
        this.operations = operations;
    }

    Cursor cursor() {
        return new Cursor("expression", operations);
    }

    /** Whether it is the same sequence of operations. */
    public boolean sameAs(DwarfExpression other) {
        return Arrays.equals(operations, other.operations);
    }

    /** Whether it says that there is no value, as for a variable that was optimised away. */
    public boolean isEmpty() {
        return operations.length == 0;
    }
}

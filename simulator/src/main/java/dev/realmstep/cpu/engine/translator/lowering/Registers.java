package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/** The operands that the fields of a word name. */
final class Registers {
    private static final int NUMBER_31 = 31;

    private Registers() {}

    /** Of the operation, as sf says: 32 or 64. */
    static int width(int word) {
        return Fields.sf(word) ? 64 : 32;
    }

    static int rdOrSp(int word) {
        return orSp(Fields.rd(word));
    }

    static int rnOrSp(int word) {
        return orSp(Fields.rn(word));
    }

    static int orSp(int number) {
        return number == NUMBER_31 ? Operand.STACK_POINTER : number;
    }
}

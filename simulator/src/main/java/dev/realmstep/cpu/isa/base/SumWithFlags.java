package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;

/** The end of every addition and subtraction that sets flags: Rd and NZCV. */
final class SumWithFlags {
    private SumWithFlags() {}

    /** Sets Rd, of the size that sf says, to x + y + carry, and the flags with it. */
    static void set(ProcessingElement element, int word, long x, long y, int carry) {
        if (Fields.sf(word)) {
            element.state().setNzcv(Arithmetic.flagsOfSum64(x, y, carry));
            element.setX(Fields.rd(word), x + y + carry);
        } else {
            element.state().setNzcv(Arithmetic.flagsOfSum32(x, y, carry));
            element.setW(Fields.rd(word), x + y + carry);
        }
    }
}

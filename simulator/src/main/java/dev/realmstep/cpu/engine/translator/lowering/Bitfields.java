package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/** SBFM, BFM, UBFM and EXTR: as shifts to the left that cut off what is above a field, and back. */
final class Bitfields {
    private Bitfields() {}

    static void move(BlockCode code, int word) {
        switch (Fields.bits(word, 29, 2)) {
            case 0 -> extract(code, word, Opcode.SHIFT_RIGHT_ARITHMETIC, Opcode.SIGN_EXTEND);
            case 1 -> insert(code, word);
            default -> extract(code, word, Opcode.SHIFT_RIGHT, Opcode.ZERO_EXTEND);
        }
    }

    private static void extract(BlockCode code, int word, Opcode shiftRight, Opcode extend) {
        int width = Registers.width(word);
        int lowest = Fields.immr(word);
        int highest = Fields.imms(word);
        int target = Fields.rd(word);
        int source = Fields.rn(word);
        if (highest == width - 1) {
            code.addImmediate(shiftRight, width, target, source, lowest);
        } else if (lowest == 0 && (highest == 7 || highest == 15 || highest == 31)) {
            code.addImmediate(extend, width, target, source, highest + 1L);
        } else if (highest + 1 == lowest && shiftRight == Opcode.SHIFT_RIGHT) {
            code.addImmediate(Opcode.SHIFT_LEFT, width, target, source, width - lowest);
        } else {
            int top = width - 1 - highest;
            int cut = code.temporary();
            code.addImmediate(Opcode.SHIFT_LEFT, width, cut, source, top);
            // A field that goes up comes back by less than it went.
            int back = highest >= lowest ? top + lowest : top - (width - lowest);
            code.addImmediate(shiftRight, width, target, cut, back);
        }
    }

    private static void insert(BlockCode code, int word) {
        int width = Registers.width(word);
        int lowest = Fields.immr(word);
        int highest = Fields.imms(word);
        int target = Fields.rd(word);
        boolean goesDown = highest >= lowest;
        long ones = (1L << (goesDown ? highest - lowest : highest) << 1) - 1;
        int position = goesDown ? 0 : width - lowest;
        long mask = ones << position;
        int moved = code.temporary();
        if (goesDown) {
            code.addImmediate(Opcode.SHIFT_RIGHT, width, moved, Fields.rn(word), lowest);
        } else {
            code.addImmediate(Opcode.SHIFT_LEFT, width, moved, Fields.rn(word), position);
        }
        int field = code.temporary();
        code.addImmediate(Opcode.AND, width, field, moved, mask);
        int kept = code.temporary();
        code.addImmediate(Opcode.AND, width, kept, target, ~mask);
        code.add(Opcode.OR, width, target, kept, field);
    }

    static void extractPair(BlockCode code, int word) {
        int width = Registers.width(word);
        int lowest = Fields.imms(word);
        int first = Fields.rn(word);
        int second = Fields.rm(word);
        if (lowest == 0) {
            code.add(Opcode.MOVE, width, Fields.rd(word), second, Operand.NONE);
        } else if (first == second) {
            code.addImmediate(Opcode.ROTATE_RIGHT, width, Fields.rd(word), first, lowest);
        } else {
            code.add(Opcode.EXTRACT, width, Fields.rd(word), first, second, 0, lowest);
        }
    }
}

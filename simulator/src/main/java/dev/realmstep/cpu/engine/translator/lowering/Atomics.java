package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.Access;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/**
 * Ordered accesses and atomic operations. One element runs at a time and all see memory in order, so that an aligned one
 * is a load and a store; what is not aligned is left to the interpreter.
 */
final class Atomics {
    private static final int SWAP = 8;
    private static final int ORDERED_WITHOUT_OFFSET = 0b001000;
    private static final int LOAD_ACQUIRE_RCPC = 0b111000;

    /** By opcode; what has none is left to the interpreter. */
    private static final Opcode[] OPERATIONS = {Opcode.ADD, Opcode.AND_NOT, Opcode.EXCLUSIVE_OR, Opcode.OR};

    private Atomics() {}

    /** LDAR, LDLAR, STLR, STLLR and LDAPR. */
    static void ordered(BlockCode code, int word) {
        int group = Fields.bits(word, 24, 6);
        if (group != ORDERED_WITHOUT_OFFSET && group != LOAD_ACQUIRE_RCPC) {
            code.interpret();
            return;
        }
        boolean loads = group == LOAD_ACQUIRE_RCPC || Fields.bit(word, 22);
        int bytes = 1 << (word >>> 30);
        int base = alignedBase(code, word, bytes);
        Opcode opcode = loads ? Opcode.LOAD : Opcode.STORE;
        code.add(opcode, 64, Fields.rd(word), base, Operand.NONE, Access.of(bytes), 0);
    }

    /** SWP, and LDADD and its kin. */
    static void operation(BlockCode code, int word) {
        int operation = Fields.bits(word, 12, 4);
        if (operation != SWAP && operation >= OPERATIONS.length) {
            code.interpret();
            return;
        }
        int bytes = 1 << (word >>> 30);
        int base = alignedBase(code, word, bytes);
        int old = code.temporary();
        code.add(Opcode.LOAD_FOR_UPDATE, 64, old, base, Operand.NONE, Access.of(bytes), 0);
        int stored = Fields.rm(word);
        if (operation != SWAP) {
            stored = code.temporary();
            code.add(OPERATIONS[operation], 64, stored, old, Fields.rm(word));
        }
        code.add(Opcode.STORE, 64, stored, base, Operand.NONE, Access.of(bytes), 0);
        code.add(Opcode.MOVE, 64, Fields.rd(word), old, Operand.NONE);
    }

    /** CAS: what does not compare equal is stored again as it was, which nobody can tell. */
    static void compareAndSwap(BlockCode code, int word) {
        boolean isPair = !Fields.bit(word, 23);
        if (isPair) {
            code.interpret();
            return;
        }
        int bytes = 1 << (word >>> 30);
        int base = alignedBase(code, word, bytes);
        int old = code.temporary();
        code.add(Opcode.LOAD_FOR_UPDATE, 64, old, base, Operand.NONE, Access.of(bytes), 0);
        int difference = code.temporary();
        code.add(Opcode.EXCLUSIVE_OR, 64, difference, old, Fields.rm(word));
        if (bytes < 8) {
            int cut = code.temporary();
            code.addImmediate(Opcode.ZERO_EXTEND, 64, cut, difference, 8L * bytes);
            difference = cut;
        }
        int stored = code.temporary();
        code.add(Opcode.MOVE, 64, stored, old, Operand.NONE);
        code.add(Opcode.MOVE_IF_ZERO, 64, stored, difference, Fields.rd(word));
        code.add(Opcode.STORE, 64, stored, base, Operand.NONE, Access.of(bytes), 0);
        code.add(Opcode.MOVE, 64, Fields.rm(word), old, Operand.NONE);
    }

    private static int alignedBase(BlockCode code, int word, int bytes) {
        int base = LoadsAndStores.base(code, word);
        if (bytes != 1) {
            code.addImmediate(Opcode.CHECK_ALIGNMENT, 64, Operand.NONE, base, bytes);
        }
        return base;
    }
}

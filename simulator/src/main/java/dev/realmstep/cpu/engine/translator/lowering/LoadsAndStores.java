package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.Access;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/** Loads and stores of general and vector registers. */
final class LoadsAndStores {
    private static final int PREFETCH_OPCODE = 2;
    private static final int PREFETCH_LITERAL = 3;
    private static final int QUADWORD_LOG = 4;

    private LoadsAndStores() {}

    static void unsignedOffset(BlockCode code, int word) {
        int base = base(code, word);
        transfer(code, word, base, (long) Fields.bits(word, 10, 12) << scale(word));
    }

    static void unscaled(BlockCode code, int word) {
        transfer(code, word, base(code, word), imm9(word));
    }

    static void postIndexed(BlockCode code, int word) {
        int base = base(code, word);
        if (overlaps(word)) {
            code.interpret();
            return;
        }
        transfer(code, word, base, 0);
        code.addImmediate(Opcode.ADD, 64, base, base, imm9(word));
    }

    static void preIndexed(BlockCode code, int word) {
        int base = base(code, word);
        if (overlaps(word)) {
            code.interpret();
            return;
        }
        transfer(code, word, base, imm9(word));
        code.addImmediate(Opcode.ADD, 64, base, base, imm9(word));
    }

    /** Writeback to the register that is transferred: the interpreter's order is the one that counts. */
    private static boolean overlaps(int word) {
        return !isVector(word) && Fields.rn(word) == Fields.rd(word);
    }

    static void registerOffset(BlockCode code, int word) {
        int base = base(code, word);
        int shift = Fields.bit(word, 12) ? scale(word) : 0;
        int offset = Arithmetic.extended(code, Fields.rm(word), Fields.bits(word, 13, 3), shift);
        int address = code.temporary();
        code.add(Opcode.ADD, 64, address, base, offset);
        transfer(code, word, address, 0);
    }

    static void literal(BlockCode code, int word) {
        int size = word >>> 30;
        if (!isVector(word) && size == PREFETCH_LITERAL) {
            return;
        }
        int address = code.temporary();
        code.constant(address, code.currentAddress() + 4 * Fields.signedBits(word, 5, 19));
        if (isVector(word)) {
            code.add(Opcode.LOAD_VECTOR, 64, Fields.rd(word), address, Operand.NONE, Access.of(4 << size), 0);
            return;
        }
        int access = size == 0 ? Access.of(4) : size == 1 ? Access.of(8) : Access.signed(4);
        code.add(Opcode.LOAD, 64, Fields.rd(word), address, Operand.NONE, access, 0);
    }

    /** Of general registers. */
    static void pair(BlockCode code, int word) {
        int mode = Fields.bits(word, 23, 2);
        int bytes = word < 0 ? 8 : 4;
        boolean loads = Fields.bit(word, 22);
        boolean signed = Fields.bit(word, 30);
        boolean writesBack = (mode & 1) != 0;
        int first = Fields.rd(word);
        int second = Fields.ra(word);
        int number = Fields.rn(word);
        int base = base(code, word);
        boolean overlaps = writesBack && (number == first || number == second);
        if (overlaps || (loads && first == second)) {
            code.interpret();
            return;
        }
        long offset = Fields.signedBits(word, 15, 7) * bytes;
        int access = signed ? Access.signed(bytes) : Access.of(bytes);
        Opcode opcode = loads ? Opcode.LOAD_PAIR : Opcode.STORE_PAIR;
        code.add(opcode, 64, first, base, second, access, mode == 1 ? 0 : offset);
        if (writesBack) {
            code.addImmediate(Opcode.ADD, 64, base, base, offset);
        }
    }

    /** Of vector registers. */
    static void vectorPair(BlockCode code, int word) {
        int mode = Fields.bits(word, 23, 2);
        int bytes = 4 << (word >>> 30);
        boolean loads = Fields.bit(word, 22);
        int base = base(code, word);
        if (loads && Fields.rd(word) == Fields.ra(word)) {
            code.interpret();
            return;
        }
        long offset = Fields.signedBits(word, 15, 7) * bytes;
        Opcode opcode = loads ? Opcode.LOAD_VECTOR_PAIR : Opcode.STORE_VECTOR_PAIR;
        code.add(opcode, 64, Fields.rd(word), base, Fields.ra(word), Access.of(bytes), mode == 1 ? 0 : offset);
        if ((mode & 1) != 0) {
            code.addImmediate(Opcode.ADD, 64, base, base, offset);
        }
    }

    private static void transfer(BlockCode code, int word, int base, long offset) {
        if (isVector(word)) {
            Opcode opcode = Fields.bit(word, 22) ? Opcode.LOAD_VECTOR : Opcode.STORE_VECTOR;
            code.add(opcode, 64, Fields.rd(word), base, Operand.NONE, Access.of(1 << scale(word)), offset);
            return;
        }
        int bytes = 1 << (word >>> 30);
        int opcode = Fields.bits(word, 22, 2);
        if (opcode == PREFETCH_OPCODE && bytes == 8) {
            return;
        }
        switch (opcode) {
            case 0 -> code.add(Opcode.STORE, 64, Fields.rd(word), base, Operand.NONE, Access.of(bytes), offset);
            case 1 -> code.add(Opcode.LOAD, 64, Fields.rd(word), base, Operand.NONE, Access.of(bytes), offset);
            case 2 -> code.add(Opcode.LOAD, 64, Fields.rd(word), base, Operand.NONE, Access.signed(bytes), offset);
            default -> code.add(Opcode.LOAD, 32, Fields.rd(word), base, Operand.NONE, Access.signed(bytes), offset);
        }
    }

    /** The base register; accesses by the stack pointer are checked. */
    static int base(BlockCode code, int word) {
        int base = Registers.rnOrSp(word);
        if (base == Operand.STACK_POINTER) {
            code.add(Opcode.CHECK_STACK_POINTER, 64, Operand.NONE, base, Operand.NONE);
        }
        return base;
    }

    private static boolean isVector(int word) {
        return Fields.bit(word, 26);
    }

    private static int scale(int word) {
        boolean quadword = isVector(word) && Fields.bit(word, 23);
        return quadword ? QUADWORD_LOG : word >>> 30;
    }

    private static long imm9(int word) {
        return Fields.signedBits(word, 12, 9);
    }
}

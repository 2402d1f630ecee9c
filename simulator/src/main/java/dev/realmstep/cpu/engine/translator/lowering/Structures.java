package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.Access;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/** LD1 and ST1, which take no structures apart: those of two elements and more are left to the interpreter. */
final class Structures {
    private static final int NO_REGISTER = 31;
    private static final int WHOLE = 128;
    private static final int DOUBLEWORD = 3;

    private Structures() {}

    /** Of as many registers as the opcode says. */
    static void multiple(BlockCode code, String name, int word) {
        if (!name.startsWith("LD1 ") && !name.startsWith("ST1 ")) {
            code.interpret();
            return;
        }
        int registers = switch (Fields.bits(word, 12, 4)) {
            case 0b0111 -> 1;
            case 0b1010 -> 2;
            case 0b0110 -> 3;
            default -> 4;
        };
        int bytes = VectorCode.width(word) / Byte.SIZE;
        int base = LoadsAndStores.base(code, word);
        Opcode opcode = name.startsWith("LD") ? Opcode.LOAD_VECTORS : Opcode.STORE_VECTORS;
        code.add(opcode, 64, Fields.rd(word), base, registers, Access.of(bytes), 0);
        advance(code, word, base, (long) registers * bytes);
    }

    /** Of one element, or LD1R, which copies it to all. */
    static void single(BlockCode code, String name, int word) {
        boolean replicates = name.startsWith("LD1R ");
        boolean loads = name.startsWith("LD1 ");
        if (!replicates && !loads && !name.startsWith("ST1 ")) {
            code.interpret();
            return;
        }
        int size = replicates ? Fields.bits(word, 10, 2) : elementSize(word);
        int index = (Fields.bits(word, 30, 1) << 3 | Fields.bits(word, 10, 3)) >>> size;
        int access = Access.of(1 << size);
        int vector = Fields.rd(word);
        int base = LoadsAndStores.base(code, word);
        if (replicates) {
            int element = code.vectorTemporary();
            int all = code.vectorTemporary();
            code.add(Opcode.LOAD_VECTOR, 64, element, base, Operand.NONE, access, 0);
            code.add(Opcode.VECTOR_DUPLICATE, WHOLE, all, element, Operand.NONE, size, 0);
            code.add(Opcode.VECTOR_MOVE, VectorCode.width(word), vector, all, Operand.NONE, DOUBLEWORD, 0);
        } else if (loads) {
            int element = code.temporary();
            code.add(Opcode.LOAD, 64, element, base, Operand.NONE, access, 0);
            code.add(Opcode.VECTOR_INSERT, WHOLE, vector, element, Operand.NONE, size, index);
        } else {
            int element = code.temporary();
            code.add(Opcode.VECTOR_EXTRACT, 64, element, vector, Operand.NONE, size, index);
            code.add(Opcode.STORE, 64, element, base, Operand.NONE, access, 0);
        }
        advance(code, word, base, 1L << size);
    }

    /** Words and doublewords share an opcode. */
    private static int elementSize(int word) {
        int scale = Fields.bits(word, 14, 2);
        return scale == 2 && Fields.bit(word, 10) ? DOUBLEWORD : scale;
    }

    /** Post-indexed, the base moves by a register, or by what was accessed. */
    private static void advance(BlockCode code, int word, int base, long bytes) {
        if (!Fields.bit(word, 23)) {
            return;
        }
        int offset = Fields.rm(word);
        if (offset == NO_REGISTER) {
            code.addImmediate(Opcode.ADD, 64, base, base, bytes);
        } else {
            code.add(Opcode.ADD, 64, base, base, offset);
        }
    }
}

package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.base.MemoryCopyAndSet;

/** SETP, SETM and SETE by option A, and DC ZVA; what goes beyond a page is the interpreter's. */
final class MemorySets {
    private static final int CARRY_SET = 2;
    private static final int MAIN = 1;

    private MemorySets() {}

    static void set(BlockCode code, int word) {
        boolean unprivileged = Fields.bit(word, 12);
        int part = Fields.bits(word, 14, 2);
        if (unprivileged) {
            code.interpret();
        } else if (part == 0) {
            begin(code, Fields.rd(word), Fields.rn(word));
        } else {
            checkOption(code);
            if (part == MAIN) {
                fill(code, Fields.rd(word), Fields.rn(word), Fields.rm(word));
            } else {
                code.add(Opcode.CHECK_IS_ZERO, 64, Operand.NONE, Fields.rn(word), Operand.NONE);
            }
        }
    }

    /** The target becomes the end, the size what is left, negative; sizes are less than 2^63. */
    private static void begin(BlockCode code, int target, int size) {
        int bytes = code.temporary();
        code.addImmediate(Opcode.SHIFT_RIGHT_ARITHMETIC, 64, bytes, size, 63);
        code.add(Opcode.OR, 64, bytes, bytes, size);
        code.addImmediate(Opcode.AND, 64, bytes, bytes, Long.MAX_VALUE);
        code.add(Opcode.ADD, 64, target, target, bytes);
        code.add(Opcode.SUBTRACT, 64, size, Operand.ZERO, bytes);
        int one = code.temporary();
        code.constant(one, 1);
        // None of the four flags is set.
        code.add(Opcode.AND_SETTING_FLAGS, 64, Operand.ZERO, one, one);
    }

    /** PSTATE.C says by which option the registers were arranged. */
    private static void checkOption(BlockCode code) {
        int one = code.temporary();
        int carry = code.temporary();
        code.constant(one, 1);
        code.add(Opcode.SELECT, 64, carry, one, Operand.ZERO, 0, CARRY_SET);
        code.add(Opcode.CHECK_IS_ZERO, 64, Operand.NONE, carry, Operand.NONE);
    }

    private static void fill(BlockCode code, int target, int size, int value) {
        int start = code.temporary();
        int bytes = code.temporary();
        code.add(Opcode.ADD, 64, start, target, size);
        code.add(Opcode.SUBTRACT, 64, bytes, Operand.ZERO, size);
        code.add(Opcode.FILL, 64, bytes, start, value, 0, MemoryCopyAndSet.BYTES_AT_ONCE);
        code.constant(size, 0);
    }

    /** DC ZVA. */
    static void zeroBlock(BlockCode code, int word) {
        int start = code.temporary();
        int bytes = code.temporary();
        code.addImmediate(Opcode.AND, 64, start, Fields.rd(word), -MemoryManagementUnit.ZERO_BLOCK_BYTES);
        code.constant(bytes, MemoryManagementUnit.ZERO_BLOCK_BYTES);
        code.add(Opcode.FILL, 64, bytes, start, Operand.ZERO, 0, MemoryManagementUnit.ZERO_BLOCK_BYTES);
    }
}

package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/** Multiplications, divisions, bit counts, and operations that a condition decides. */
final class DataProcessing {
    private static final int ALWAYS = 14;

    private DataProcessing() {}

    static void oneSource(BlockCode code, int word) {
        int width = Registers.width(word);
        int target = Fields.rd(word);
        int source = Fields.rn(word);
        switch (Fields.bits(word, 10, 11)) {
            case 0 -> code.add(Opcode.REVERSE_BITS, width, target, source, Operand.NONE);
            case 1 -> code.add(Opcode.REVERSE_BYTES_OF_HALFWORDS, width, target, source, Operand.NONE);
            case 2 -> {
                if (width == 32) {
                    code.add(Opcode.REVERSE_BYTES, width, target, source, Operand.NONE);
                } else {
                    int reversed = code.temporary();
                    code.add(Opcode.REVERSE_BYTES, 64, reversed, source, Operand.NONE);
                    code.addImmediate(Opcode.ROTATE_RIGHT, 64, target, reversed, 32);
                }
            }
            case 3 -> code.add(Opcode.REVERSE_BYTES, width, target, source, Operand.NONE);
            case 4 -> code.add(Opcode.COUNT_LEADING_ZEROS, width, target, source, Operand.NONE);
            default -> code.interpret();
        }
    }

    static void twoSource(BlockCode code, int word) {
        int width = Registers.width(word);
        switch (Fields.bits(word, 10, 6)) {
            case 2 -> code.add(Opcode.DIVIDE_UNSIGNED, width, Fields.rd(word), Fields.rn(word), Fields.rm(word));
            case 3 -> code.add(Opcode.DIVIDE_SIGNED, width, Fields.rd(word), Fields.rn(word), Fields.rm(word));
            case 8, 9, 10, 11 -> Logical.shiftVariable(code, word);
            default -> code.interpret();
        }
    }

    static void threeSource(BlockCode code, int word) {
        int operation = Fields.bits(word, 21, 3) << 1 | Fields.bits(word, 15, 1);
        switch (operation) {
            case 0, 1 -> multiplyAdd(code, word, Fields.rn(word), Fields.rm(word), Registers.width(word));
            case 2, 3 -> multiplyLong(code, word, Opcode.SIGN_EXTEND);
            case 4 -> multiplyHigh(code, word, Opcode.MULTIPLY_HIGH_SIGNED);
            case 10, 11 -> multiplyLong(code, word, Opcode.ZERO_EXTEND);
            case 12 -> multiplyHigh(code, word, Opcode.MULTIPLY_HIGH_UNSIGNED);
            default -> code.interpret();
        }
    }

    private static void multiplyHigh(BlockCode code, int word, Opcode opcode) {
        code.add(opcode, 64, Fields.rd(word), Fields.rn(word), Fields.rm(word));
    }

    private static void multiplyLong(BlockCode code, int word, Opcode extend) {
        int first = code.temporary();
        int second = code.temporary();
        code.addImmediate(extend, 64, first, Fields.rn(word), 32);
        code.addImmediate(extend, 64, second, Fields.rm(word), 32);
        multiplyAdd(code, word, first, second, 64);
    }

    private static void multiplyAdd(BlockCode code, int word, int first, int second, int width) {
        boolean subtracts = Fields.bit(word, 15);
        int addend = Fields.ra(word);
        if (addend == Operand.ZERO && !subtracts) {
            code.add(Opcode.MULTIPLY, width, Fields.rd(word), first, second);
            return;
        }
        int product = code.temporary();
        code.add(Opcode.MULTIPLY, width, product, first, second);
        code.add(subtracts ? Opcode.SUBTRACT : Opcode.ADD, width, Fields.rd(word), addend, product);
    }

    static void conditionalSelect(BlockCode code, int word) {
        int width = Registers.width(word);
        int condition = Fields.bits(word, 12, 4);
        int other = Fields.rm(word);
        boolean increments = Fields.bit(word, 10);
        boolean inverts = Fields.bit(word, 30);
        if (condition >= ALWAYS) {
            code.add(Opcode.MOVE, width, Fields.rd(word), Fields.rn(word), Operand.NONE);
            return;
        }
        if (inverts) {
            other = with(code, width, other, Opcode.NOT);
        }
        if (increments) {
            // NEG is NOT and 1 more.
            int sum = code.temporary();
            code.addImmediate(Opcode.ADD, width, sum, other, 1);
            other = sum;
        }
        code.add(Opcode.SELECT, width, Fields.rd(word), Fields.rn(word), other, 0, condition);
    }

    private static int with(BlockCode code, int width, int operand, Opcode opcode) {
        int result = code.temporary();
        code.add(opcode, width, result, operand, Operand.NONE);
        return result;
    }

    static void conditionalCompare(BlockCode code, int word) {
        int width = Registers.width(word);
        int second = Fields.rm(word);
        if (Fields.bit(word, 11)) {
            int immediate = code.temporary();
            code.constant(immediate, second);
            second = immediate;
        }
        Opcode opcode = Fields.bit(word, 30) ? Opcode.CONDITIONAL_COMPARE : Opcode.CONDITIONAL_COMPARE_NEGATIVE;
        long how = MicroOperation.conditionalCompare(Fields.bits(word, 12, 4), word & 0xF);
        code.add(opcode, width, Operand.ZERO, Fields.rn(word), second, 0, how);
    }
}

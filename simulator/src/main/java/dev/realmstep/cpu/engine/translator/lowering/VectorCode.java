package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/** Puts together what vector instructions do: each step makes a temporary of 128 bits, the last one writes the register. */
final class VectorCode {
    private static final int WHOLE = 128;
    private static final int HALF = 64;
    private static final int DOUBLEWORD = 3;

    final BlockCode code;

    VectorCode(BlockCode code) {
        this.code = code;
    }

    /** Of an instruction with a field Q, the bits of its vectors. */
    static int width(int word) {
        return isWhole(word) ? WHOLE : HALF;
    }

    static boolean isWhole(int word) {
        return Fields.bit(word, 30);
    }

    /** The field size. */
    static int size(int word) {
        return Fields.bits(word, 22, 2);
    }

    /** The bits of an element. */
    static int bits(int size) {
        return Byte.SIZE << size;
    }

    /** An element in all of 64 bits. */
    static long replicate(long value, int size) {
        long half = value & -1L >>> -bits(size);
        for (int bits = bits(size); bits < Long.SIZE; bits *= 2) {
            half |= half << bits;
        }
        return half;
    }

    int constant(long half) {
        int result = code.vectorTemporary();
        code.add(Opcode.VECTOR_CONSTANT, WHOLE, result, Operand.NONE, Operand.IMMEDIATE, DOUBLEWORD, half);
        return result;
    }

    int apply(Opcode opcode, int size, int first, int second) {
        return apply(opcode, size, first, second, 0);
    }

    int apply(Opcode opcode, int size, int first, int second, long immediate) {
        return applyTo(WHOLE, opcode, size, first, second, immediate);
    }

    /** An operation on so many bits of vectors. */
    int applyTo(int width, Opcode opcode, int size, int first, int second, long immediate) {
        int result = code.vectorTemporary();
        code.add(opcode, width, result, first, second, size, immediate);
        return result;
    }

    int apply(Opcode opcode, int size, int operand) {
        return apply(opcode, size, operand, Operand.NONE, 0);
    }

    int and(int first, int second) {
        return apply(Opcode.VECTOR_AND, DOUBLEWORD, first, second);
    }

    int or(int first, int second) {
        return apply(Opcode.VECTOR_OR, DOUBLEWORD, first, second);
    }

    int exclusiveOr(int first, int second) {
        return apply(Opcode.VECTOR_EXCLUSIVE_OR, DOUBLEWORD, first, second);
    }

    /** first AND NOT second. */
    int andNot(int first, int second) {
        return apply(Opcode.VECTOR_AND_NOT, DOUBLEWORD, first, second);
    }

    int not(int operand) {
        return exclusiveOr(operand, constant(-1));
    }

    int add(int size, int first, int second) {
        return apply(Opcode.VECTOR_ADD, size, first, second);
    }

    int subtract(int size, int first, int second) {
        return apply(Opcode.VECTOR_SUBTRACT, size, first, second);
    }

    /** By less than an element's bits. */
    int shiftLeft(int size, int operand, int amount) {
        if (amount == 0) {
            return operand;
        }
        if (size == 0) {
            int shifted = apply(Opcode.VECTOR_SHIFT_LEFT, 1, operand, Operand.IMMEDIATE, amount);
            return and(shifted, constant(replicate(0xFF << amount, 0)));
        }
        return apply(Opcode.VECTOR_SHIFT_LEFT, size, operand, Operand.IMMEDIATE, amount);
    }

    /** By up to an element's bits. */
    int shiftRight(int size, int operand, int amount) {
        if (amount == 0) {
            return operand;
        }
        if (size == 0) {
            int shifted = apply(Opcode.VECTOR_SHIFT_RIGHT, 1, operand, Operand.IMMEDIATE, amount);
            return and(shifted, constant(replicate(0xFF >>> amount, 0)));
        }
        return apply(Opcode.VECTOR_SHIFT_RIGHT, size, operand, Operand.IMMEDIATE, amount);
    }

    /** By up to an element's bits, of which all but one keep the sign. */
    int shiftRightArithmetic(int size, int operand, int distance) {
        int amount = Math.min(distance, bits(size) - 1);
        if (amount == 0) {
            return operand;
        }
        if (size == 1 || size == 2) {
            return apply(Opcode.VECTOR_SHIFT_RIGHT_ARITHMETIC, size, operand, Operand.IMMEDIATE, amount);
        }
        // The sign, where it comes to stand, is flipped; the subtraction extends it.
        int sign = constant(replicate(1L << (bits(size) - 1 - amount), size));
        return subtract(size, exclusiveOr(shiftRight(size, operand, amount), sign), sign);
    }

    /** The low half of a vector, in the low or the high half of each element of twice the size. */
    int extend(boolean signed, int size, int operand) {
        return apply(signed ? Opcode.VECTOR_EXTEND_SIGNED : Opcode.VECTOR_EXTEND_UNSIGNED, size, operand);
    }

    /** 16 bytes of two vectors, the second above the first. */
    int join(int low, int high, int firstByte) {
        return apply(Opcode.VECTOR_JOIN, 0, low, high, firstByte);
    }

    /** The high half of a vector, also in its low half. */
    int highHalf(int operand) {
        return join(operand, operand, Long.BYTES);
    }

    /** Two low halves. */
    int pair(int low, int high) {
        return apply(Opcode.VECTOR_INTERLEAVE_LOW, DOUBLEWORD, low, high);
    }

    int duplicate(int size, int operand, int index) {
        return apply(Opcode.VECTOR_DUPLICATE, size, operand, Operand.NONE, index);
    }

    /** Elements of even numbers, or those after them, of two vectors that are one after the other. */
    int every(int size, int width, int first, int second, boolean odd) {
        if (size == DOUBLEWORD) {
            return apply(odd ? Opcode.VECTOR_INTERLEAVE_HIGH : Opcode.VECTOR_INTERLEAVE_LOW, size, first, second);
        }
        int distance = odd ? bits(size) : 0;
        if (width == HALF) {
            return narrow(size, shiftRight(size + 1, pair(first, second), distance));
        }
        int low = narrow(size, shiftRight(size + 1, first, distance));
        int high = first == second ? low : narrow(size, shiftRight(size + 1, second, distance));
        return pair(low, high);
    }

    /** The low halves of elements of twice the size, in the low half. */
    int narrow(int size, int operand) {
        return apply(Opcode.VECTOR_NARROW, size, operand);
    }

    /** The result of an instruction. */
    void set(int target, int width, int value) {
        code.add(Opcode.VECTOR_MOVE, width, target, value, Operand.NONE, DOUBLEWORD, 0);
    }
}

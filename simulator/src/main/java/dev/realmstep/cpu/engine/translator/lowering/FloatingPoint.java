package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.floatingpoint.Rounding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.vector.FloatingPointImmediates;

/**
 * Scalar instructions of single and double precision. Half precision is left to the interpreter, as is arithmetic under an
 * FPCR that asks for anything.
 */
final class FloatingPoint {
    private static final int SINGLE = 2;
    private static final int DOUBLE = 3;
    private static final int OTHER = -1;

    /** Of FRINTN to FRINTI, by the low bits of the opcode. */
    private static final Rounding[] ROUNDINGS = {
        Rounding.TIE_EVEN,
        Rounding.POSITIVE_INFINITY,
        Rounding.NEGATIVE_INFINITY,
        Rounding.ZERO,
        Rounding.TIE_AWAY,
        Rounding.TIE_EVEN,
        Rounding.TIE_EVEN,
        Rounding.TIE_EVEN
    };

    private static final int EXACT = 14;

    private final BlockCode code;
    private final boolean plain;

    /** @param plain FPCR asks for nothing that the host does not do by itself */
    FloatingPoint(BlockCode code, boolean plain) {
        this.code = code;
        this.plain = plain;
    }

    /** The logarithm of an operand's bytes. */
    private static int size(int word) {
        return switch (Fields.bits(word, 22, 2)) {
            case 0 -> SINGLE;
            case 1 -> DOUBLE;
            default -> OTHER;
        };
    }

    private static int width(int size) {
        return 8 << size;
    }

    void oneSource(int word) {
        int size = size(word);
        int opcode = Fields.bits(word, 15, 6);
        if (size == OTHER || (opcode > 2 && !plain)) {
            code.interpret();
            return;
        }
        int target = Fields.rd(word);
        int source = Fields.rn(word);
        long sign = 1L << (width(size) - 1);
        switch (opcode) {
            case 0 -> add(Opcode.VECTOR_MOVE, size, target, source, Operand.NONE);
            case 1 -> withConstant(Opcode.VECTOR_AND, size, target, source, sign - 1);
            case 2 -> withConstant(Opcode.VECTOR_EXCLUSIVE_OR, size, target, source, sign);
            case 3 -> checked(Opcode.FLOATING_POINT_SQUARE_ROOT, size, target, source, Operand.NONE, false);
            case 4 -> checked(Opcode.FLOATING_POINT_NARROW, SINGLE, target, source, Operand.NONE, true);
            case 5 -> checked(Opcode.FLOATING_POINT_WIDEN, DOUBLE, target, source, Operand.NONE, false);
            case 8, 9, 10, 11, 12, 14, 15 -> round(size, target, source, opcode);
            default -> code.interpret();
        }
    }

    private void round(int size, int target, int source, int opcode) {
        Opcode exact = opcode == EXACT ? Opcode.FLOATING_POINT_ROUND_EXACT : Opcode.FLOATING_POINT_ROUND;
        Rounding rounding = ROUNDINGS[opcode & 7];
        add(Opcode.FLOATING_POINT_CHECK_NUMBER, size, Operand.NONE, source, Operand.NONE);
        code.add(exact, width(size), target, source, Operand.NONE, size, rounding.ordinal());
    }

    void twoSource(int word) {
        int size = size(word);
        if (size == OTHER || !plain) {
            code.interpret();
            return;
        }
        int target = Fields.rd(word);
        int first = Fields.rn(word);
        int second = Fields.rm(word);
        switch (Fields.bits(word, 12, 4)) {
            case 0 -> checked(Opcode.FLOATING_POINT_MULTIPLY, size, target, first, second, true);
            case 1 -> checked(Opcode.FLOATING_POINT_DIVIDE, size, target, first, second, true);
            case 2 -> checked(Opcode.FLOATING_POINT_ADD, size, target, first, second, false);
            case 3 -> checked(Opcode.FLOATING_POINT_SUBTRACT, size, target, first, second, false);
            case 4, 6 -> extreme(Opcode.FLOATING_POINT_MAXIMUM, size, target, first, second);
            case 5, 7 -> extreme(Opcode.FLOATING_POINT_MINIMUM, size, target, first, second);
            case 8 -> {
                int product = code.vectorTemporary();
                checked(Opcode.FLOATING_POINT_MULTIPLY, size, product, first, second, true);
                withConstant(Opcode.VECTOR_EXCLUSIVE_OR, size, target, product, 1L << (width(size) - 1));
            }
            default -> code.interpret();
        }
    }

    private void extreme(Opcode opcode, int size, int target, int first, int second) {
        add(Opcode.FLOATING_POINT_CHECK_ORDERED, size, Operand.NONE, first, second);
        add(opcode, size, target, first, second);
    }

    /** FMADD, FMSUB, FNMADD and FNMSUB. */
    void threeSource(int word) {
        int size = size(word);
        if (size == OTHER || !plain) {
            code.interpret();
            return;
        }
        boolean subtracts = Fields.bit(word, 15);
        Opcode opcode = Fields.bit(word, 21)
                ? subtracts
                        ? Opcode.FLOATING_POINT_NEGATED_MULTIPLY_SUBTRACT
                        : Opcode.FLOATING_POINT_NEGATED_MULTIPLY_ADD
                : subtracts ? Opcode.FLOATING_POINT_MULTIPLY_SUBTRACT : Opcode.FLOATING_POINT_MULTIPLY_ADD;
        int sum = code.vectorTemporary();
        add(Opcode.VECTOR_MOVE, size, sum, Fields.ra(word), Operand.NONE);
        add(opcode, size, sum, Fields.rn(word), Fields.rm(word));
        add(Opcode.FLOATING_POINT_CHECK_NORMAL, size, Operand.NONE, sum, Operand.NONE);
        add(Opcode.VECTOR_MOVE, size, Fields.rd(word), sum, Operand.NONE);
    }

    void compare(int word) {
        int size = size(word);
        if (size == OTHER || !plain) {
            code.interpret();
            return;
        }
        boolean signalling = Fields.bit(word, 4);
        boolean withZero = Fields.bit(word, 3);
        add(
                signalling ? Opcode.FLOATING_POINT_COMPARE_SIGNALLING : Opcode.FLOATING_POINT_COMPARE,
                size,
                Operand.NONE,
                Fields.rn(word),
                withZero ? Operand.IMMEDIATE : Fields.rm(word));
    }

    void conditionalCompare(int word) {
        int size = size(word);
        if (size == OTHER || !plain) {
            code.interpret();
            return;
        }
        Opcode opcode = Fields.bit(word, 4)
                ? Opcode.FLOATING_POINT_CONDITIONAL_COMPARE_SIGNALLING
                : Opcode.FLOATING_POINT_CONDITIONAL_COMPARE;
        long immediate = MicroOperation.conditionalCompare(Fields.bits(word, 12, 4), word & 0xF);
        code.add(opcode, width(size), Operand.NONE, Fields.rn(word), Fields.rm(word), size, immediate);
    }

    void conditionalSelect(int word) {
        final int always = 14;
        int size = size(word);
        int condition = Fields.bits(word, 12, 4);
        if (size == OTHER) {
            code.interpret();
        } else if (condition >= always) {
            add(Opcode.VECTOR_MOVE, size, Fields.rd(word), Fields.rn(word), Operand.NONE);
        } else {
            code.add(
                    Opcode.VECTOR_SELECT,
                    width(size),
                    Fields.rd(word),
                    Fields.rn(word),
                    Fields.rm(word),
                    size,
                    condition);
        }
    }

    void immediate(int word) {
        int size = size(word);
        if (size == OTHER) {
            code.interpret();
            return;
        }
        int imm8 = Fields.bits(word, 13, 8);
        long number = size == DOUBLE ? FloatingPointImmediates.doubleOf(imm8) : FloatingPointImmediates.singleOf(imm8);
        constant(size, Fields.rd(word), number);
    }

    /** Conversions between numbers and integers, and moves between the registers of both. */
    void integers(int word) {
        int size = size(word);
        int operation = Fields.bits(word, 16, 5);
        int rounding = operation >>> 3;
        if (isTopHalf(word)) {
            topHalf(word);
        } else if (size == OTHER) {
            code.interpret();
        } else {
            switch (operation) {
                case 0b00110 -> add(Opcode.VECTOR_TO_GENERAL, size, Fields.rd(word), Fields.rn(word), Operand.NONE);
                case 0b00111 -> add(Opcode.VECTOR_FROM_GENERAL, size, Fields.rd(word), Fields.rn(word), Operand.NONE);
                case 0b00010 -> fromInteger(Opcode.FLOATING_POINT_FROM_SIGNED, size, word);
                case 0b00011 -> fromInteger(Opcode.FLOATING_POINT_FROM_UNSIGNED, size, word);
                case 0b00000, 0b01000, 0b10000, 0b11000 ->
                    toInteger(Opcode.FLOATING_POINT_TO_SIGNED, size, word, Rounding.ofMode(rounding));
                case 0b00001, 0b01001, 0b10001, 0b11001 ->
                    toInteger(Opcode.FLOATING_POINT_TO_UNSIGNED, size, word, Rounding.ofMode(rounding));
                default -> code.interpret();
            }
        }
    }

    private static boolean isTopHalf(int word) {
        return Fields.bits(word, 17, 7) == 0b10_1_01_11;
    }

    /** FMOV of Vn.D[1]. */
    private void topHalf(int word) {
        Opcode opcode = Fields.bit(word, 16) ? Opcode.VECTOR_INSERT : Opcode.VECTOR_EXTRACT;
        code.add(opcode, 64, Fields.rd(word), Fields.rn(word), Operand.NONE, DOUBLE, 1);
    }

    private void fromInteger(Opcode opcode, int size, int word) {
        if (!plain) {
            code.interpret();
            return;
        }
        code.add(opcode, width(size), Fields.rd(word), Fields.rn(word), Operand.NONE, size, Registers.width(word));
    }

    private void toInteger(Opcode opcode, int size, int word, Rounding rounding) {
        if (!plain) {
            code.interpret();
            return;
        }
        code.add(
                opcode,
                Registers.width(word),
                Fields.rd(word),
                Fields.rn(word),
                Operand.NONE,
                size,
                rounding.ordinal());
    }

    /** An operation whose result may be one that the guest makes otherwise. */
    private void checked(Opcode opcode, int size, int target, int first, int second, boolean mayBeTiny) {
        int result = code.vectorTemporary();
        add(opcode, size, result, first, second);
        Opcode check = mayBeTiny ? Opcode.FLOATING_POINT_CHECK_NORMAL : Opcode.FLOATING_POINT_CHECK_NUMBER;
        add(check, size, Operand.NONE, result, Operand.NONE);
        add(Opcode.VECTOR_MOVE, size, target, result, Operand.NONE);
    }

    private void withConstant(Opcode opcode, int size, int target, int source, long value) {
        int constant = code.vectorTemporary();
        constant(size, constant, value);
        add(opcode, size, target, source, constant);
    }

    private void constant(int size, int target, long value) {
        code.add(Opcode.VECTOR_CONSTANT, width(size), target, Operand.NONE, Operand.IMMEDIATE, size, value);
    }

    private void add(Opcode opcode, int size, int target, int first, int second) {
        code.add(opcode, width(size), target, first, second, size, 0);
    }
}

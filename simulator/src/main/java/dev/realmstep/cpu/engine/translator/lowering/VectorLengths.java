package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.isa.Fields;

/** Shifts by immediates, and instructions whose result has elements of twice or half the size. */
final class VectorLengths {
    private static final int NONE = VectorArithmetic.NONE;
    private static final int WHOLE = 128;
    private static final int HALF = 64;
    private static final int DOUBLEWORD = 3;

    private final VectorCode v;
    private final VectorArithmetic arithmetic;

    VectorLengths(VectorCode v, VectorArithmetic arithmetic) {
        this.v = v;
        this.arithmetic = arithmetic;
    }

    /** Whether a shift by an immediate was lowered. */
    boolean shift(String name, int width, int word) {
        int immediate = Fields.bits(word, 16, 7);
        int size = 31 - Integer.numberOfLeadingZeros(immediate >>> 3);
        int bits = VectorCode.bits(size);
        int left = immediate - bits;
        int right = 2 * bits - immediate;
        int d = Fields.rd(word);
        int n = Fields.rn(word);
        int result = switch (name) {
            case "SHL" -> v.shiftLeft(size, n, left);
            case "USHR" -> v.shiftRight(size, n, right);
            case "SSHR" -> v.shiftRightArithmetic(size, n, right);
            case "USRA" -> v.add(size, d, v.shiftRight(size, n, right));
            case "SSRA" -> v.add(size, d, v.shiftRightArithmetic(size, n, right));
            case "SLI" -> insert(d, v.shiftLeft(size, n, left), VectorCode.replicate(-1L << left, size));
            case "SRI" -> insert(d, v.shiftRight(size, n, right), VectorCode.replicate(lowBits(bits - right), size));
            default -> NONE;
        };
        if (result != NONE) {
            v.set(d, width, result);
            return true;
        }
        switch (name) {
            case "USHLL", "SSHLL" -> {
                int extended = v.extend(name.charAt(0) == 'S', size, half(n, word));
                v.set(d, WHOLE, v.shiftLeft(size + 1, extended, left));
            }
            case "SHRN" -> narrow(size, v.shiftRight(size + 1, n, right), word);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long lowBits(int bits) {
        return bits == 0 ? 0 : -1L >>> -bits;
    }

    /** Puts bits that a mask says into a vector. */
    private int insert(int target, int value, long mask) {
        int bits = v.constant(mask);
        return v.or(v.andNot(target, bits), v.and(value, bits));
    }

    /** The half of a vector that the field Q says, in the low half. */
    private int half(int operand, int word) {
        return VectorCode.isWhole(word) ? v.highHalf(operand) : operand;
    }

    /** XTN and SHRN: the result is the low half of the target, or with Q its high half. */
    void narrow(int size, int operand, int word) {
        int narrowed = v.narrow(size, operand);
        int d = Fields.rd(word);
        if (VectorCode.isWhole(word)) {
            v.set(d, WHOLE, v.pair(d, narrowed));
        } else {
            v.set(d, HALF, narrowed);
        }
    }

    /** SHLL: shifts by the bits of an element. */
    void shiftLong(int size, int word) {
        int extended = v.extend(false, size, half(Fields.rn(word), word));
        v.set(Fields.rd(word), WHOLE, v.shiftLeft(size + 1, extended, VectorCode.bits(size)));
    }

    /** Whether an instruction of the class three different was lowered. */
    boolean threeDifferent(String name, int word) {
        int size = VectorCode.size(word);
        int n = Fields.rn(word);
        int m = Fields.rm(word);
        boolean signed = name.charAt(0) == 'S';
        switch (name) {
            case "SADDL", "UADDL" -> v.set(Fields.rd(word), WHOLE, add(signed, size, n, m, word));
            case "SADDW", "UADDW" ->
                v.set(Fields.rd(word), WHOLE, v.add(size + 1, n, v.extend(signed, size, half(m, word))));
            case "SSUBL", "USUBL" -> {
                int first = v.extend(signed, size, half(n, word));
                v.set(Fields.rd(word), WHOLE, v.subtract(size + 1, first, v.extend(signed, size, half(m, word))));
            }
            case "SSUBW", "USUBW" ->
                v.set(Fields.rd(word), WHOLE, v.subtract(size + 1, n, v.extend(signed, size, half(m, word))));
            case "ADDHN" -> narrow(size, highHalves(size, v.add(size + 1, n, m)), word);
            case "SUBHN" -> narrow(size, highHalves(size, v.subtract(size + 1, n, m)), word);
            case "SMULL", "UMULL", "SMLAL", "UMLAL", "SMLSL", "UMLSL" ->
                multiply(name, size, half(n, word), half(m, word), word);
            case "PMULL" -> {
                return multiplyPolynomial(size, n, m, word);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private int add(boolean signed, int size, int n, int m, int word) {
        int first = v.extend(signed, size, half(n, word));
        return v.add(size + 1, first, v.extend(signed, size, half(m, word)));
    }

    private int highHalves(int size, int operand) {
        return v.shiftRight(size + 1, operand, VectorCode.bits(size));
    }

    private boolean multiplyPolynomial(int size, int n, int m, int word) {
        if (size != DOUBLEWORD) {
            return false;
        }
        int half = VectorCode.isWhole(word) ? 1 : 0;
        v.set(Fields.rd(word), WHOLE, v.apply(Opcode.VECTOR_MULTIPLY_POLYNOMIAL, size, n, m, half));
        return true;
    }

    /** Of the low halves of vectors. */
    private void multiply(String name, int size, int first, int second, int word) {
        boolean signed = name.charAt(0) == 'S';
        int product = multiply(signed, size, v.extend(signed, size, first), v.extend(signed, size, second));
        int d = Fields.rd(word);
        int result = switch (name.substring(1)) {
            case "MULL" -> product;
            case "MLAL" -> v.add(size + 1, d, product);
            default -> v.subtract(size + 1, d, product);
        };
        v.set(d, WHOLE, result);
    }

    /** Of elements that are extended to twice the size. */
    private int multiply(boolean signed, int size, int first, int second) {
        if (size < 2) {
            return v.apply(Opcode.VECTOR_MULTIPLY, size + 1, first, second);
        }
        Opcode opcode = signed ? Opcode.VECTOR_MULTIPLY_LOW_SIGNED : Opcode.VECTOR_MULTIPLY_LOW_UNSIGNED;
        return v.apply(opcode, size + 1, first, second);
    }

    /** Whether an instruction of a vector and an element of another was lowered. */
    boolean byElement(String name, int word) {
        int size = VectorCode.size(word);
        int high = Fields.bits(word, 11, 1);
        int low = Fields.bits(word, 21, 1);
        boolean halfword = size == 1;
        int index = halfword ? high << 2 | low << 1 | Fields.bits(word, 20, 1) : high << 1 | low;
        int d = Fields.rd(word);
        int n = Fields.rn(word);
        int m = halfword ? Fields.bits(word, 16, 4) : Fields.rm(word);
        int width = VectorCode.width(word);
        String operation = name.substring(0, name.indexOf(' '));
        switch (operation) {
            case "MUL" -> v.set(d, width, arithmetic.multiply(size, n, v.duplicate(size, m, index)));
            case "MLA" -> v.set(d, width, v.add(size, d, arithmetic.multiply(size, n, v.duplicate(size, m, index))));
            case "MLS" ->
                v.set(d, width, v.subtract(size, d, arithmetic.multiply(size, n, v.duplicate(size, m, index))));
            case "SMULL", "UMULL", "SMLAL", "UMLAL", "SMLSL", "UMLSL" ->
                multiply(operation, size, half(n, word), v.duplicate(size, m, index), word);
            default -> {
                return false;
            }
        }
        return true;
    }
}

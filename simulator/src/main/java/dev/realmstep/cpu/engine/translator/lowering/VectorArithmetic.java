package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.isa.Fields;

/** Integer arithmetic, comparisons and bitwise operations on elements of the same size. */
final class VectorArithmetic {
    /** In place of a result: the instruction is left to the interpreter. */
    static final int NONE = -1;

    private static final int WORD = 2;
    private static final int DOUBLEWORD = 3;

    private final VectorCode v;

    VectorArithmetic(VectorCode v) {
        this.v = v;
    }

    /** The result of an instruction of the class three same, or {@link #NONE}. */
    int threeSame(String name, int size, int width, int word) {
        int d = Fields.rd(word);
        int n = Fields.rn(word);
        int m = Fields.rm(word);
        return switch (name) {
            case "ADD" -> v.add(size, n, m);
            case "SUB" -> v.subtract(size, n, m);
            case "MUL" -> multiply(size, n, m);
            case "MLA" -> v.add(size, d, multiply(size, n, m));
            case "MLS" -> v.subtract(size, d, multiply(size, n, m));
            case "ADDP" -> v.add(size, v.every(size, width, n, m, false), v.every(size, width, n, m, true));
            case "SMAXP", "UMAXP", "SMINP", "UMINP" ->
                extreme(name, size, v.every(size, width, n, m, false), v.every(size, width, n, m, true));
            case "SMAX", "UMAX", "SMIN", "UMIN" -> extreme(name, size, n, m);
            case "SABD" -> difference(true, size, n, m);
            case "UABD" -> difference(false, size, n, m);
            case "SABA" -> v.add(size, d, difference(true, size, n, m));
            case "UABA" -> v.add(size, d, difference(false, size, n, m));
            case "USHL" -> size < 2 ? NONE : shiftByVector(size, n, m);
            case "CMEQ" -> equal(size, n, m);
            case "CMTST" -> v.not(equal(size, v.and(n, m), v.constant(0)));
            case "CMGT" -> greater(size, n, m);
            case "CMGE" -> v.not(greater(size, m, n));
            case "CMHI" -> v.not(unsignedAtLeast(size, m, n));
            case "CMHS" -> unsignedAtLeast(size, n, m);
            default -> bitwise(name, d, n, m);
        };
    }

    private int bitwise(String name, int d, int n, int m) {
        return switch (name) {
            case "AND" -> v.and(n, m);
            case "BIC" -> v.andNot(n, m);
            case "ORR" -> n == m ? v.and(n, n) : v.or(n, m);
            case "ORN" -> v.or(n, v.not(m));
            case "EOR" -> v.exclusiveOr(n, m);
            case "BSL" -> choose(d, n, m);
            case "BIT" -> choose(m, n, d);
            case "BIF" -> choose(m, d, n);
            default -> NONE;
        };
    }

    /** Bits of one vector where a mask is set, of another elsewhere. */
    private int choose(int mask, int set, int clear) {
        return v.or(v.and(set, mask), v.andNot(clear, mask));
    }

    /** The result of an instruction of the class two-register miscellaneous, or {@link #NONE}. */
    int twoRegister(String name, int size, int word) {
        int n = Fields.rn(word);
        return switch (name) {
            case "NOT" -> v.not(n);
            case "NEG" -> v.subtract(size, v.constant(0), n);
            case "ABS" -> absolute(size, n);
            case "CNT" -> v.apply(Opcode.VECTOR_COUNT_ONES, 0, n);
            case "REV64" -> v.apply(Opcode.VECTOR_REVERSE, size, n, NONE, 8);
            case "REV32" -> v.apply(Opcode.VECTOR_REVERSE, size, n, NONE, 4);
            case "REV16" -> v.apply(Opcode.VECTOR_REVERSE, size, n, NONE, 2);
            case "CMEQ" -> equal(size, n, v.constant(0));
            case "CMGT" -> greater(size, n, v.constant(0));
            case "CMLT" -> greater(size, v.constant(0), n);
            case "CMGE" -> v.not(greater(size, v.constant(0), n));
            case "CMLE" -> v.not(greater(size, n, v.constant(0)));
            case "UADDLP" -> pairSums(false, size, n);
            case "SADDLP" -> size == WORD ? NONE : pairSums(true, size, n);
            case "UADALP" -> v.add(size + 1, Fields.rd(word), pairSums(false, size, n));
            case "SADALP" -> size == WORD ? NONE : v.add(size + 1, Fields.rd(word), pairSums(true, size, n));
            default -> NONE;
        };
    }

    private int equal(int size, int first, int second) {
        return v.apply(Opcode.VECTOR_COMPARE_EQUAL, size, first, second);
    }

    private int greater(int size, int first, int second) {
        return v.apply(Opcode.VECTOR_COMPARE_GREATER, size, first, second);
    }

    /** Where the maximum of two is the first of them; of doublewords, which have none, by signed comparison of both less 2^63. */
    private int unsignedAtLeast(int size, int first, int second) {
        if (size == DOUBLEWORD) {
            int sign = v.constant(Long.MIN_VALUE);
            return v.not(greater(size, v.exclusiveOr(second, sign), v.exclusiveOr(first, sign)));
        }
        return equal(size, v.apply(Opcode.VECTOR_MAXIMUM_UNSIGNED, size, first, second), first);
    }

    private int extreme(String name, int size, int first, int second) {
        return v.apply(extreme(name), size, first, second);
    }

    private static Opcode extreme(String name) {
        return switch (name.substring(0, 4)) {
            case "SMAX" -> Opcode.VECTOR_MAXIMUM_SIGNED;
            case "UMAX" -> Opcode.VECTOR_MAXIMUM_UNSIGNED;
            case "SMIN" -> Opcode.VECTOR_MINIMUM_SIGNED;
            default -> Opcode.VECTOR_MINIMUM_UNSIGNED;
        };
    }

    private int difference(boolean signed, int size, int first, int second) {
        Opcode larger = signed ? Opcode.VECTOR_MAXIMUM_SIGNED : Opcode.VECTOR_MAXIMUM_UNSIGNED;
        Opcode smaller = signed ? Opcode.VECTOR_MINIMUM_SIGNED : Opcode.VECTOR_MINIMUM_UNSIGNED;
        return v.subtract(size, v.apply(larger, size, first, second), v.apply(smaller, size, first, second));
    }

    /** Complemented and increased where the sign, spread by a comparison, says so. */
    private int absolute(int size, int operand) {
        int signs = greater(size, v.constant(0), operand);
        return v.subtract(size, v.exclusiveOr(operand, signs), signs);
    }

    int multiply(int size, int first, int second) {
        if (size != 0) {
            return v.apply(Opcode.VECTOR_MULTIPLY, size, first, second);
        }
        // The bytes of even numbers, and the others.
        int even = v.and(v.apply(Opcode.VECTOR_MULTIPLY, 1, first, second), v.constant(VectorCode.replicate(0xFF, 1)));
        int odd = v.apply(
                Opcode.VECTOR_MULTIPLY, 1, v.shiftRight(1, first, Byte.SIZE), v.shiftRight(1, second, Byte.SIZE));
        return v.or(even, v.shiftLeft(1, odd, Byte.SIZE));
    }

    /** By the signed low byte of each element of a vector; shifts by more than an element has are of all its bits. */
    private int shiftByVector(int size, int operand, int amounts) {
        int sign = v.constant(VectorCode.replicate(0x80, size));
        int low = v.and(amounts, v.constant(VectorCode.replicate(0xFF, size)));
        int left = v.subtract(size, v.exclusiveOr(low, sign), sign);
        int right = v.subtract(size, v.constant(0), left);
        return v.or(
                v.apply(Opcode.VECTOR_SHIFT_LEFT_BY_VECTOR, size, operand, left),
                v.apply(Opcode.VECTOR_SHIFT_RIGHT_BY_VECTOR, size, operand, right));
    }

    private int pairSums(boolean signed, int size, int operand) {
        int bits = VectorCode.bits(size);
        if (signed) {
            int even = v.shiftRightArithmetic(size + 1, v.shiftLeft(size + 1, operand, bits), bits);
            return v.add(size + 1, even, v.shiftRightArithmetic(size + 1, operand, bits));
        }
        int even = v.and(operand, v.constant(VectorCode.replicate((1L << bits) - 1, size + 1)));
        return v.add(size + 1, even, v.shiftRight(size + 1, operand, bits));
    }

    /** The sum, or the extreme, of all elements, in the lowest one; {@link #NONE} if it is none of these. */
    int acrossLanes(String name, int size, int width, int word) {
        int n = Fields.rn(word);
        return switch (name) {
            case "ADDV" -> fold(Opcode.VECTOR_ADD, size, width, n);
            case "UADDLV" -> fold(Opcode.VECTOR_ADD, size + 1, width, pairSums(false, size, n));
            case "SADDLV" -> size == WORD ? NONE : fold(Opcode.VECTOR_ADD, size + 1, width, pairSums(true, size, n));
            case "SMAXV", "UMAXV", "SMINV", "UMINV" -> fold(extreme(name), size, width, n);
            default -> NONE;
        };
    }

    /** Halves combined until one element is left. */
    private int fold(Opcode opcode, int size, int width, int operand) {
        int folded = operand;
        for (int bytes = width / (2 * Byte.SIZE); bytes >= 1 << size; bytes /= 2) {
            folded = v.apply(opcode, size, folded, v.join(folded, folded, bytes));
        }
        return folded;
    }
}

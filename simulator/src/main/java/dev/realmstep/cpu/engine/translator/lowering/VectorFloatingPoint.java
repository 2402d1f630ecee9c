package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.floatingpoint.Rounding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.vector.FloatingPointImmediates;

/** Advanced SIMD instructions of single and double precision, on vectors and on scalars. */
final class VectorFloatingPoint {
    private static final int SINGLE = 2;
    private static final int DOUBLE = 3;
    private static final int HALF = 64;
    private static final int WHOLE = 128;

    private final VectorCode v;
    private final boolean plain;

    VectorFloatingPoint(VectorCode v, boolean plain) {
        this.v = v;
        this.plain = plain;
    }

    private static int size(int word) {
        return Fields.bit(word, 22) ? DOUBLE : SINGLE;
    }

    private static int scalarWidth(int word) {
        return VectorCode.bits(size(word));
    }

    boolean threeSame(String name, int width, int word) {
        int size = size(word);
        int d = Fields.rd(word);
        int n = Fields.rn(word);
        int m = Fields.rm(word);
        if (!plain) {
            return false;
        }
        switch (name) {
            case "FADD" -> checked(Opcode.FLOATING_POINT_ADD, size, width, d, n, m, false);
            case "FSUB" -> checked(Opcode.FLOATING_POINT_SUBTRACT, size, width, d, n, m, false);
            case "FMUL" -> checked(Opcode.FLOATING_POINT_MULTIPLY, size, width, d, n, m, true);
            case "FDIV" -> checked(Opcode.FLOATING_POINT_DIVIDE, size, width, d, n, m, true);
            case "FMLA" -> accumulate(Opcode.FLOATING_POINT_MULTIPLY_ADD, size, width, d, n, m);
            case "FMLS" -> accumulate(Opcode.FLOATING_POINT_MULTIPLY_SUBTRACT, size, width, d, n, m);
            case "FMAX", "FMAXNM" -> extreme(Opcode.FLOATING_POINT_MAXIMUM, size, width, d, n, m);
            case "FMIN", "FMINNM" -> extreme(Opcode.FLOATING_POINT_MINIMUM, size, width, d, n, m);
            case "FADDP", "FMAXP", "FMAXNMP", "FMINP", "FMINNMP" -> {
                int even = v.every(size, width, n, m, false);
                int odd = v.every(size, width, n, m, true);
                ofPairs(name, size, width, d, even, odd);
            }
            default -> {
                return ofElements(name, size, width, d, n, m);
            }
        }
        return true;
    }

    private void ofPairs(String name, int size, int width, int target, int even, int odd) {
        switch (name.substring(0, 4)) {
            case "FADD" -> checked(Opcode.FLOATING_POINT_ADD, size, width, target, even, odd, false);
            case "FMAX" -> extreme(Opcode.FLOATING_POINT_MAXIMUM, size, width, target, even, odd);
            default -> extreme(Opcode.FLOATING_POINT_MINIMUM, size, width, target, even, odd);
        }
    }

    boolean scalarThreeSame(String name, int word) {
        return plain
                && ofElements(name, size(word), scalarWidth(word), Fields.rd(word), Fields.rn(word), Fields.rm(word));
    }

    /** What vectors and scalars both have. */
    private boolean ofElements(String name, int size, int width, int d, int n, int m) {
        switch (name) {
            case "FCMEQ" -> compare(Opcode.FLOATING_POINT_EQUAL, size, width, d, n, m);
            case "FCMGE" -> compare(Opcode.FLOATING_POINT_GREATER_OR_EQUAL, size, width, d, n, m);
            case "FCMGT" -> compare(Opcode.FLOATING_POINT_GREATER, size, width, d, n, m);
            case "FACGE" ->
                compare(Opcode.FLOATING_POINT_GREATER_OR_EQUAL, size, width, d, magnitude(size, n), magnitude(size, m));
            case "FACGT" ->
                compare(Opcode.FLOATING_POINT_GREATER, size, width, d, magnitude(size, n), magnitude(size, m));
            case "FABD" -> {
                int difference = v.applyTo(width, Opcode.FLOATING_POINT_SUBTRACT, size, n, m, 0);
                check(Opcode.FLOATING_POINT_CHECK_NUMBER, size, width, difference);
                v.set(d, width, magnitude(size, difference));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private int magnitude(int size, int operand) {
        return v.andNot(operand, v.constant(sign(size)));
    }

    private static long sign(int size) {
        return VectorCode.replicate(1L << (VectorCode.bits(size) - 1), size);
    }

    boolean twoRegister(String name, int width, int word) {
        int size = size(word);
        int d = Fields.rd(word);
        int n = Fields.rn(word);
        switch (name) {
            case "FABS" -> v.set(d, width, magnitude(size, n));
            case "FNEG" -> v.set(d, width, v.exclusiveOr(n, v.constant(sign(size))));
            case "FSQRT" -> {
                return plain && checked(Opcode.FLOATING_POINT_SQUARE_ROOT, size, width, d, n, Operand.NONE, false);
            }
            case "FRINTN", "FRINTX", "FRINTI" -> {
                return round(name, size, width, d, n, Rounding.TIE_EVEN);
            }
            case "FRINTM" -> {
                return round(name, size, width, d, n, Rounding.NEGATIVE_INFINITY);
            }
            case "FRINTP" -> {
                return round(name, size, width, d, n, Rounding.POSITIVE_INFINITY);
            }
            case "FRINTZ" -> {
                return round(name, size, width, d, n, Rounding.ZERO);
            }
            case "FRINTA" -> {
                return round(name, size, width, d, n, Rounding.TIE_AWAY);
            }
            case "FCVTL" -> {
                return plain && size == DOUBLE && widen(d, n, word);
            }
            case "FCVTN" -> {
                return plain && size == DOUBLE && narrow(d, n, word);
            }
            default -> {
                return plain && (withZero(name, size, width, d, n) || convert(name, size, width, d, n));
            }
        }
        return true;
    }

    private boolean round(String name, int size, int width, int d, int n, Rounding rounding) {
        if (!plain) {
            return false;
        }
        Opcode opcode = name.equals("FRINTX") ? Opcode.FLOATING_POINT_ROUND_EXACT : Opcode.FLOATING_POINT_ROUND;
        check(Opcode.FLOATING_POINT_CHECK_NUMBER, size, width, n);
        v.code.add(opcode, width, d, n, Operand.NONE, size, rounding.ordinal());
        return true;
    }

    /** FCVTL and FCVTL2 from single precision, which the bit says that means double precision elsewhere. */
    private boolean widen(int d, int n, int word) {
        int source = VectorCode.isWhole(word) ? v.highHalf(n) : n;
        checked(Opcode.FLOATING_POINT_WIDEN, DOUBLE, WHOLE, d, source, Operand.NONE, false);
        return true;
    }

    /** FCVTN and FCVTN2 to single precision. */
    private boolean narrow(int d, int n, int word) {
        int narrowed = v.applyTo(HALF, Opcode.FLOATING_POINT_NARROW, SINGLE, n, Operand.NONE, 0);
        check(Opcode.FLOATING_POINT_CHECK_NORMAL, SINGLE, HALF, narrowed);
        if (VectorCode.isWhole(word)) {
            v.set(d, WHOLE, v.pair(d, narrowed));
        } else {
            v.set(d, HALF, narrowed);
        }
        return true;
    }

    boolean scalarTwoRegister(String name, int word) {
        int size = size(word);
        int width = scalarWidth(word);
        int d = Fields.rd(word);
        int n = Fields.rn(word);
        return plain && (withZero(name, size, width, d, n) || convert(name, size, width, d, n));
    }

    /** Comparisons with zero. */
    private boolean withZero(String name, int size, int width, int d, int n) {
        switch (name) {
            case "FCMEQ" -> compare(Opcode.FLOATING_POINT_EQUAL, size, width, d, n, v.constant(0));
            case "FCMGE" -> compare(Opcode.FLOATING_POINT_GREATER_OR_EQUAL, size, width, d, n, v.constant(0));
            case "FCMGT" -> compare(Opcode.FLOATING_POINT_GREATER, size, width, d, n, v.constant(0));
            case "FCMLE" -> compare(Opcode.FLOATING_POINT_GREATER_OR_EQUAL, size, width, d, v.constant(0), n);
            case "FCMLT" -> compare(Opcode.FLOATING_POINT_GREATER, size, width, d, v.constant(0), n);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Conversions between numbers and integers of the same size, element by element. */
    private boolean convert(String name, int size, int width, int d, int n) {
        switch (name) {
            case "SCVTF" -> fromIntegers(Opcode.FLOATING_POINT_FROM_SIGNED, size, width, d, n);
            case "UCVTF" -> fromIntegers(Opcode.FLOATING_POINT_FROM_UNSIGNED, size, width, d, n);
            case "FCVTZS" -> toIntegers(Opcode.FLOATING_POINT_TO_SIGNED, size, width, d, n, Rounding.ZERO);
            case "FCVTZU" -> toIntegers(Opcode.FLOATING_POINT_TO_UNSIGNED, size, width, d, n, Rounding.ZERO);
            case "FCVTNS" -> toIntegers(Opcode.FLOATING_POINT_TO_SIGNED, size, width, d, n, Rounding.TIE_EVEN);
            case "FCVTMS" -> toIntegers(Opcode.FLOATING_POINT_TO_SIGNED, size, width, d, n, Rounding.NEGATIVE_INFINITY);
            case "FCVTPS" -> toIntegers(Opcode.FLOATING_POINT_TO_SIGNED, size, width, d, n, Rounding.POSITIVE_INFINITY);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void fromIntegers(Opcode opcode, int size, int width, int d, int n) {
        int bits = VectorCode.bits(size);
        int[] numbers = new int[width / bits];
        for (int i = 0; i < numbers.length; i++) {
            int integer = v.code.temporary();
            v.code.add(Opcode.VECTOR_EXTRACT, 64, integer, n, Operand.NONE, size, i);
            numbers[i] = v.applyTo(bits, opcode, size, integer, Operand.NONE, bits);
        }
        v.set(d, width, gather(size, numbers));
    }

    private void toIntegers(Opcode opcode, int size, int width, int d, int n, Rounding rounding) {
        int bits = VectorCode.bits(size);
        int[] integers = new int[width / bits];
        for (int i = 0; i < integers.length; i++) {
            int number = i == 0 ? n : v.join(n, n, i << size);
            integers[i] = v.code.temporary();
            v.code.add(opcode, bits, integers[i], number, Operand.NONE, size, rounding.ordinal());
        }
        // Nothing leaves to the interpreter from here on.
        int[] vectors = new int[integers.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = v.applyTo(bits, Opcode.VECTOR_FROM_GENERAL, size, integers[i], Operand.NONE, 0);
        }
        v.set(d, width, gather(size, vectors));
    }

    /** The lowest elements of one, two or four vectors beside each other. */
    private int gather(int size, int... vectors) {
        if (vectors.length == 1) {
            return vectors[0];
        }
        int low = v.apply(Opcode.VECTOR_INTERLEAVE_LOW, size, vectors[0], vectors[1]);
        return vectors.length == 2
                ? low
                : v.pair(low, v.apply(Opcode.VECTOR_INTERLEAVE_LOW, size, vectors[2], vectors[3]));
    }

    boolean byElement(String name, int width, int word) {
        return plain && isByElement(name, word) && byElementOf(name, size(word), width, word);
    }

    boolean scalarByElement(String name, int word) {
        return plain && isByElement(name, word) && byElementOf(name, size(word), scalarWidth(word), word);
    }

    /** Half precision has another size. */
    private static boolean isByElement(String name, int word) {
        boolean isKnown = name.equals("FMUL") || name.equals("FMLA") || name.equals("FMLS");
        return isKnown && Fields.bit(word, 23);
    }

    private boolean byElementOf(String name, int size, int width, int word) {
        int high = Fields.bits(word, 11, 1);
        int index = size == SINGLE ? high << 1 | Fields.bits(word, 21, 1) : high;
        int d = Fields.rd(word);
        int n = Fields.rn(word);
        int element = v.duplicate(size, Fields.rm(word), index);
        switch (name) {
            case "FMUL" -> checked(Opcode.FLOATING_POINT_MULTIPLY, size, width, d, n, element, true);
            case "FMLA" -> accumulate(Opcode.FLOATING_POINT_MULTIPLY_ADD, size, width, d, n, element);
            default -> accumulate(Opcode.FLOATING_POINT_MULTIPLY_SUBTRACT, size, width, d, n, element);
        }
        return true;
    }

    /** FADDP and its kin of one register. */
    boolean scalarPairwise(String name, int word) {
        if (!plain || !Fields.bit(word, 29)) {
            return false;
        }
        int size = size(word);
        int n = Fields.rn(word);
        ofPairs(name, size, scalarWidth(word), Fields.rd(word), n, v.join(n, n, 1 << size));
        return true;
    }

    boolean immediate(int width, int word) {
        final int halfPrecision = 11;
        if (Fields.bit(word, halfPrecision)) {
            return false;
        }
        int imm8 = Fields.bits(word, 16, 3) << 5 | Fields.bits(word, 5, 5);
        long number = Fields.bit(word, 29)
                ? FloatingPointImmediates.doubleOf(imm8)
                : VectorCode.replicate(FloatingPointImmediates.singleOf(imm8), SINGLE);
        v.set(Fields.rd(word), width, v.constant(number));
        return true;
    }

    private void compare(Opcode opcode, int size, int width, int target, int first, int second) {
        v.set(target, width, v.applyTo(width, opcode, size, first, second, 0));
    }

    private void extreme(Opcode opcode, int size, int width, int target, int first, int second) {
        v.code.add(Opcode.FLOATING_POINT_CHECK_ORDERED, width, Operand.NONE, first, second, size, 0);
        v.code.add(opcode, width, target, first, second, size, 0);
    }

    private void accumulate(Opcode opcode, int size, int width, int target, int first, int second) {
        int sum = v.applyTo(width, Opcode.VECTOR_MOVE, size, target, Operand.NONE, 0);
        v.code.add(opcode, width, sum, first, second, size, 0);
        check(Opcode.FLOATING_POINT_CHECK_NORMAL, size, width, sum);
        v.set(target, width, sum);
    }

    /** An operation whose result may be one that the guest makes otherwise. */
    private boolean checked(Opcode opcode, int size, int width, int target, int first, int second, boolean mayBeTiny) {
        int result = v.applyTo(width, opcode, size, first, second, 0);
        check(mayBeTiny ? Opcode.FLOATING_POINT_CHECK_NORMAL : Opcode.FLOATING_POINT_CHECK_NUMBER, size, width, result);
        v.set(target, width, result);
        return true;
    }

    private void check(Opcode opcode, int size, int width, int result) {
        v.code.add(opcode, width, Operand.NONE, result, Operand.NONE, size, 0);
    }
}

package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.VectorCache.SCRATCH_0;
import static dev.realmstep.cpu.engine.translator.x86.VectorCache.SCRATCH_1;
import static dev.realmstep.cpu.engine.translator.x86.VectorCache.SCRATCH_2;

import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.floatingpoint.Rounding;

/**
 * Arithmetic of floating-point numbers. Of vectors of 64 bits the host sees two copies beside each other, so that nothing but
 * their elements raises flags.
 */
final class FloatingPointOperations {
    private static final int VADD = 0x58;
    private static final int VMUL = 0x59;
    private static final int VSUB = 0x5C;
    private static final int VMIN = 0x5D;
    private static final int VDIV = 0x5E;
    private static final int VMAX = 0x5F;
    private static final int VSQRT = 0x51;
    private static final int VAND = 0x54;
    private static final int VOR = 0x56;
    private static final int VCONVERT_PRECISION = 0x5A;
    private static final int VCMP = 0xC2;

    /** Of 231 forms: the target is the addend. */
    private static final int VFMADD = 0xB8;

    private static final int VFNMADD = 0xBC;
    private static final int VFMSUB = 0xBA;
    private static final int VFNMSUB = 0xBE;

    private static final int VROUND_PACKED = 0x08;
    private static final int VROUND_SCALAR = 0x0A;
    private static final int NEVER_INEXACT = 8;

    private static final int EQUAL_QUIET = 0;
    private static final int GREATER_OR_EQUAL_SIGNALLING = 0x0D;
    private static final int GREATER_SIGNALLING = 0x0E;
    private static final int LESS_QUIET = 0x11;
    private static final int GREATER_OR_EQUAL_QUIET = 0x1D;

    private static final int BITS = 128;
    private static final int NONE = 0;

    private static final long SIGN = Long.MIN_VALUE;
    private static final int SINGLE = 2;

    private final Assembler assembler;
    private final VectorCache vectors;
    private final VectorConstants constants;
    private final FloatingPointOperands operands;
    private final FloatingPointChecks checks;
    private final FloatingPointConversions conversions;

    FloatingPointOperations(BlockWriter writer) {
        this.assembler = writer.assembler;
        this.vectors = writer.vectors;
        this.constants = writer.constants;
        this.operands = new FloatingPointOperands(writer);
        this.checks = new FloatingPointChecks(writer, operands);
        this.conversions = new FloatingPointConversions(writer);
    }

    void write(MicroOperation operation) {
        switch (operation.opcode()) {
            case FLOATING_POINT_ADD -> ofTwo(operation, VADD);
            case FLOATING_POINT_SUBTRACT -> ofTwo(operation, VSUB);
            case FLOATING_POINT_MULTIPLY -> ofTwo(operation, VMUL);
            case FLOATING_POINT_DIVIDE -> ofTwo(operation, VDIV);
            case FLOATING_POINT_SQUARE_ROOT -> squareRoot(operation);
            case FLOATING_POINT_MULTIPLY_ADD -> multiplyAdd(operation, VFMADD);
            case FLOATING_POINT_MULTIPLY_SUBTRACT -> multiplyAdd(operation, VFNMADD);
            case FLOATING_POINT_NEGATED_MULTIPLY_ADD -> multiplyAdd(operation, VFNMSUB);
            case FLOATING_POINT_NEGATED_MULTIPLY_SUBTRACT -> multiplyAdd(operation, VFMSUB);
            case FLOATING_POINT_MAXIMUM -> extreme(operation, VMAX, VAND);
            case FLOATING_POINT_MINIMUM -> extreme(operation, VMIN, VOR);
            case FLOATING_POINT_ROUND -> round(operation, false);
            case FLOATING_POINT_ROUND_EXACT -> round(operation, true);
            case FLOATING_POINT_EQUAL -> mask(operation, EQUAL_QUIET);
            case FLOATING_POINT_GREATER_OR_EQUAL -> mask(operation, GREATER_OR_EQUAL_SIGNALLING);
            case FLOATING_POINT_GREATER -> mask(operation, GREATER_SIGNALLING);
            case FLOATING_POINT_CHECK_ORDERED -> checks.ordered(operation);
            case FLOATING_POINT_CHECK_NUMBER -> checks.number(operation);
            case FLOATING_POINT_CHECK_NORMAL -> checks.normal(operation);
            case FLOATING_POINT_COMPARE -> checks.compare(operation, FloatingPointChecks.VUCOMIS);
            case FLOATING_POINT_COMPARE_SIGNALLING -> checks.compare(operation, FloatingPointChecks.VCOMIS);
            case FLOATING_POINT_CONDITIONAL_COMPARE ->
                checks.conditionalCompare(operation, FloatingPointChecks.VUCOMIS);
            case FLOATING_POINT_CONDITIONAL_COMPARE_SIGNALLING ->
                checks.conditionalCompare(operation, FloatingPointChecks.VCOMIS);
            case FLOATING_POINT_WIDEN, FLOATING_POINT_NARROW -> convertPrecision(operation);
            case FLOATING_POINT_FROM_SIGNED -> conversions.fromInteger(operation, true);
            case FLOATING_POINT_FROM_UNSIGNED -> conversions.fromInteger(operation, false);
            case FLOATING_POINT_TO_SIGNED -> conversions.toInteger(operation, true);
            case FLOATING_POINT_TO_UNSIGNED -> conversions.toInteger(operation, false);
            default -> throw new IllegalArgumentException(operation.toString());
        }
    }

    private void ofTwo(MicroOperation operation, int opcode) {
        int second = operands.read(operation, operation.second(), SCRATCH_1);
        int first = operands.read(operation, operation.first(), SCRATCH_0);
        int result = vectors.free();
        assembler.vex(FloatingPointOperands.prefix(operation), 1, false, opcode, result, first, second);
        finish(operation, result, first);
    }

    private void mask(MicroOperation operation, int relation) {
        int second = operands.read(operation, operation.second(), SCRATCH_1);
        int first = operands.read(operation, operation.first(), SCRATCH_0);
        int result = vectors.free();
        assembler.vex(FloatingPointOperands.prefix(operation), 1, false, VCMP, result, first, second);
        assembler.immediateByte(relation);
        finish(operation, result, first);
    }

    private void squareRoot(MicroOperation operation) {
        int source = operands.read(operation, operation.first(), SCRATCH_0);
        int result = vectors.free();
        // Only the scalar form has a first operand, for the bits above.
        assembler.vex(
                FloatingPointOperands.prefix(operation),
                1,
                false,
                VSQRT,
                result,
                FloatingPointOperands.isScalar(operation) ? source : NONE,
                source);
        finish(operation, result, source);
    }

    private void multiplyAdd(MicroOperation operation, int opcode) {
        int first = operands.read(operation, operation.first(), SCRATCH_0);
        int second = operands.read(operation, operation.second(), SCRATCH_1);
        int sum = vectors.read(operation.target());
        boolean isZeroAbove = vectors.isZeroFrom(sum, operation.width());
        vectors.take(operation.target());
        if (FloatingPointOperands.isDoubled(operation)) {
            operands.duplicate(sum, sum);
        }
        int form = FloatingPointOperands.isScalar(operation) ? opcode + 1 : opcode;
        assembler.vex(1, 2, operation.access() != SINGLE, form, sum, first, second);
        boolean staysZero = FloatingPointOperands.isScalar(operation) && isZeroAbove;
        vectors.write(operation.target(), sum, staysZero ? operation.width() : BITS, operation.width());
    }

    /** The host takes the second operand where both are equal, which zeros may be and differ: each order once, both combined. */
    private void extreme(MicroOperation operation, int opcode, int combine) {
        int first = operands.read(operation, operation.first(), SCRATCH_0);
        int second = operands.read(operation, operation.second(), SCRATCH_1);
        int result = vectors.free();
        int prefix = FloatingPointOperands.prefix(operation);
        assembler.vex(prefix, 1, false, opcode, SCRATCH_2, second, first);
        assembler.vex(prefix, 1, false, opcode, result, first, second);
        assembler.vex(0, 1, false, combine, result, result, SCRATCH_2);
        vectors.write(operation.target(), result, BITS, operation.width());
    }

    private void round(MicroOperation operation, boolean exact) {
        int source = operands.read(operation, operation.first(), SCRATCH_0);
        int result = vectors.free();
        Rounding rounding = Rounding.values()[(int) operation.immediate()];
        if (rounding == Rounding.TIE_AWAY) {
            operands.isolate(operation, result, source);
            roundTiesAway(operation, result);
            vectors.write(operation.target(), result, BITS, operation.width());
        } else {
            round(operation, result, source, mode(rounding) | (exact ? 0 : NEVER_INEXACT));
            finish(operation, result, source);
        }
    }

    private void round(MicroOperation operation, int target, int source, int mode) {
        boolean scalar = FloatingPointOperands.isScalar(operation);
        int opcode = (scalar ? VROUND_SCALAR : VROUND_PACKED) + (operation.access() == SINGLE ? 0 : 1);
        assembler.vex(1, 3, false, opcode, target, scalar ? source : NONE, source);
        assembler.immediateByte(mode);
    }

    /** The host's number of a way to round. */
    static int mode(Rounding rounding) {
        return switch (rounding) {
            case TIE_EVEN -> 0;
            case NEGATIVE_INFINITY -> 1;
            case POSITIVE_INFINITY -> 2;
            default -> 3;
        };
    }

    /** In place: away from zero by one from the integer part where the rest is a half or more. */
    private void roundTiesAway(MicroOperation operation, int number) {
        boolean single = operation.access() == SINGLE;
        int packed = single ? 0 : 1;
        long sign = single ? FloatingPointOperands.replicate(Integer.MIN_VALUE) : SIGN;
        constants.load(
                SCRATCH_1, single ? FloatingPointOperands.replicate(Float.floatToRawIntBits(0x1p23f)) : bits(0x1p52));
        constants.load(SCRATCH_2, ~sign);
        assembler.vex(0, 1, false, VAND, SCRATCH_2, SCRATCH_2, number);
        assembler.vex(packed, 1, false, VCMP, SCRATCH_1, SCRATCH_2, SCRATCH_1);
        assembler.immediateByte(LESS_QUIET);
        // The magnitude of what has a rest, else zero; and that rest.
        assembler.vex(0, 1, false, VAND, SCRATCH_2, SCRATCH_2, SCRATCH_1);
        assembler.vex(1, 3, false, VROUND_PACKED + packed, SCRATCH_1, NONE, SCRATCH_2);
        assembler.immediateByte(mode(Rounding.ZERO) | NEVER_INEXACT);
        assembler.vex(packed, 1, false, VSUB, SCRATCH_2, SCRATCH_2, SCRATCH_1);
        constants.load(SCRATCH_1, single ? FloatingPointOperands.replicate(Float.floatToRawIntBits(0.5f)) : bits(0.5));
        assembler.vex(packed, 1, false, VCMP, SCRATCH_2, SCRATCH_2, SCRATCH_1);
        assembler.immediateByte(GREATER_OR_EQUAL_QUIET);
        constants.load(SCRATCH_1, single ? FloatingPointOperands.replicate(Float.floatToRawIntBits(1)) : bits(1));
        assembler.vex(0, 1, false, VAND, SCRATCH_2, SCRATCH_2, SCRATCH_1);
        constants.load(SCRATCH_1, sign);
        assembler.vex(0, 1, false, VAND, SCRATCH_1, SCRATCH_1, number);
        assembler.vex(0, 1, false, VOR, SCRATCH_2, SCRATCH_2, SCRATCH_1);
        assembler.vex(1, 3, false, VROUND_PACKED + packed, number, NONE, number);
        assembler.immediateByte(mode(Rounding.ZERO) | NEVER_INEXACT);
        assembler.vex(packed, 1, false, VADD, number, number, SCRATCH_2);
    }

    private void convertPrecision(MicroOperation operation) {
        boolean narrows = operation.access() == SINGLE;
        int source = vectors.read(operation.first());
        int result = vectors.free();
        if (FloatingPointOperands.isScalar(operation)) {
            assembler.vex(narrows ? 3 : 2, 1, false, VCONVERT_PRECISION, result, source, source);
            finish(operation, result, source);
        } else {
            assembler.vex(narrows ? 1 : 0, 1, false, VCONVERT_PRECISION, result, NONE, source);
            vectors.write(operation.target(), result, operation.width());
        }
    }

    /** @param above the register that a scalar operation has copied the bits above from */
    private void finish(MicroOperation operation, int result, int above) {
        boolean isZeroAbove = FloatingPointOperands.isScalar(operation) && vectors.isZeroFrom(above, operation.width());
        vectors.write(operation.target(), result, isZeroAbove ? operation.width() : BITS, operation.width());
    }

    private static long bits(double number) {
        return Double.doubleToRawLongBits(number);
    }
}

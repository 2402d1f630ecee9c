package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.Register.RAX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RCX;
import static dev.realmstep.cpu.engine.translator.x86.VectorCache.SCRATCH_0;

import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.floatingpoint.Rounding;

/** Conversions between floating-point numbers and integers in general registers. */
final class FloatingPointConversions {
    private static final int VCVTSI2S = 0x2A;
    private static final int VCVTTS2SI = 0x2C;
    private static final int VROUND_SCALAR = 0x0A;
    private static final int VADD = 0x58;
    private static final int VXORPS = 0x57;
    private static final int VMOVD_TO = 0x7E;
    private static final int SINGLE = 2;
    private static final int NONE = 0;
    private static final int TEST = 0x85;
    private static final int OR = 0x0B;
    private static final int CMP = 0x3B;
    private static final int AND = 4;
    private static final int SHR = 5;

    private final BlockWriter writer;
    private final Assembler assembler;
    private final RegisterCache registers;
    private final VectorCache vectors;

    FloatingPointConversions(BlockWriter writer) {
        this.writer = writer;
        this.assembler = writer.assembler;
        this.registers = writer.registers;
        this.vectors = writer.vectors;
    }

    void fromInteger(MicroOperation operation, boolean signed) {
        boolean wide = operation.immediate() == Long.SIZE;
        int source = registers.read(operation.first(), RCX);
        int result = vectors.free();
        assembler.vex(0, 1, false, VXORPS, result, result, result);
        if (signed) {
            convert(operation, wide, result, source);
        } else if (wide) {
            convertUnsigned(operation, result, source);
        } else {
            assembler.move(false, RAX, source);
            convert(operation, true, result, RAX);
        }
        vectors.write(operation.target(), result, operation.width());
    }

    private void convert(MicroOperation operation, boolean wide, int target, int source) {
        assembler.vex(operation.access() == SINGLE ? 2 : 3, 1, wide, VCVTSI2S, target, target, source);
    }

    /** What is no positive number of the host is halved, the bit that is lost jammed into the lowest, and doubled. */
    private void convertUnsigned(MicroOperation operation, int target, int source) {
        Label large = new Label();
        Label done = new Label();
        writer.flags.forget();
        assembler.op(true, TEST, source, source);
        assembler.jumpIf(Condition.SIGN, large);
        convert(operation, true, target, source);
        assembler.jump(done);
        assembler.bind(large);
        assembler.move(true, RAX, source);
        assembler.shift(true, SHR, RAX, 1);
        if (source != RCX) {
            assembler.move(false, RCX, source);
        }
        assembler.arithmetic(false, AND, RCX, 1);
        assembler.op(true, OR, RAX, RCX);
        convert(operation, true, target, RAX);
        assembler.vex(operation.access() == SINGLE ? 2 : 3, 1, false, VADD, target, target, target);
        assembler.bind(done);
    }

    void toInteger(MicroOperation operation, boolean signed) {
        Rounding rounding = Rounding.values()[(int) operation.immediate()];
        boolean truncates = rounding == Rounding.ZERO;
        writer.flags.forget();
        Label label = writer.interpretLabel();
        int number = vectors.read(operation.first());
        if (!truncates || !signed) {
            checkRange(operation, signed, truncates, number, label);
        }
        int source = number;
        if (!truncates) {
            int round = VROUND_SCALAR + (operation.access() == SINGLE ? 0 : 1);
            assembler.vex(1, 3, false, round, SCRATCH_0, number, number);
            assembler.immediateByte(FloatingPointOperations.mode(rounding));
            source = SCRATCH_0;
        }
        // An unsigned number of 32 bits is a positive one of 64.
        boolean wide = operation.width() == Long.SIZE || !signed;
        assembler.vex(operation.access() == SINGLE ? 2 : 3, 1, wide, VCVTTS2SI, RAX, NONE, source);
        if (truncates && signed) {
            // The most negative number stands for what does not fit.
            assembler.move(wide, RCX, RAX);
            assembler.arithmetic(wide, IntegerOperations.SUB, RCX, 1);
            assembler.jumpIf(Condition.OVERFLOW, label);
        }
        assembler.move(operation.width() == Long.SIZE, registers.write(operation.target()), RAX);
    }

    /**
     * Leaves numbers to the interpreter that are, or may become, too large by rounding, since nothing may be inexact then; of
     * unsigned conversions negative ones, too. Positive numbers are ordered as their bits are.
     */
    private void checkRange(MicroOperation operation, boolean signed, boolean truncates, int number, Label label) {
        boolean wide = operation.access() != SINGLE;
        assembler.vex(1, 1, wide, VMOVD_TO, number, NONE, RCX);
        if (signed) {
            // Without the sign.
            assembler.op(wide, 0x03, RCX, RCX);
        }
        int safe = operation.width() - 2;
        int exponent = signed || !truncates ? safe : Math.min(operation.width(), Long.SIZE - 1);
        double limit = Math.scalb(1.0, exponent);
        long bits = wide ? Double.doubleToRawLongBits(limit) : Float.floatToRawIntBits((float) limit);
        assembler.constant(RAX, signed ? bits << 1 : bits);
        assembler.op(wide, CMP, RCX, RAX);
        assembler.jumpIf(Condition.NOT_BELOW, label);
    }
}

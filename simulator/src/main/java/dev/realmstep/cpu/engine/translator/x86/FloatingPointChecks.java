package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.Register.RAX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RCX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RDX;
import static dev.realmstep.cpu.engine.translator.x86.VectorCache.SCRATCH_0;
import static dev.realmstep.cpu.engine.translator.x86.VectorCache.SCRATCH_1;

import dev.realmstep.cpu.FlagImage;
import dev.realmstep.cpu.ProcessState;
import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.engine.translator.ir.Operand;

/** Comparisons of floating-point numbers, and the checks for what is left to the interpreter. */
final class FloatingPointChecks {
    /** Comparisons into the host's flags; the first leaves quiet NaNs alone. */
    static final int VUCOMIS = 0x2E;

    static final int VCOMIS = 0x2F;

    private static final int VCMP = 0xC2;
    private static final int UNORDERED_QUIET = 3;
    private static final int VPOR = 0xEB;
    private static final int VPTEST = 0x17;
    private static final int VMOVD_TO = 0x7E;

    /** By the logarithm of an element's bytes, from 4 on. */
    private static final int[] VPADD = {0xFE, 0xD4};

    private static final int SINGLE = 2;
    private static final int NONE = 0;
    private static final int CONDITION_MASK = 0xF;
    private static final int NZCV_SHIFT = 4;
    private static final int ALWAYS = 14;

    /** Smallest normal numbers, without the sign and one bit to the left. */
    private static final int TINY_SINGLE = 0x0100_0000;

    private static final long TINY_DOUBLE = 0x0020_0000_0000_0000L;

    private final BlockWriter writer;
    private final Assembler assembler;
    private final VectorCache vectors;
    private final Flags flags;
    private final FloatingPointOperands operands;

    FloatingPointChecks(BlockWriter writer, FloatingPointOperands operands) {
        this.writer = writer;
        this.assembler = writer.assembler;
        this.vectors = writer.vectors;
        this.flags = writer.flags;
        this.operands = operands;
    }

    void ordered(MicroOperation operation) {
        flags.forget();
        int first = operands.read(operation, operation.first(), SCRATCH_0);
        int second = operands.read(operation, operation.second(), SCRATCH_1);
        if (FloatingPointOperands.isScalar(operation)) {
            compareScalars(operation, VUCOMIS, first, second);
            assembler.jumpIf(Condition.PARITY, writer.interpretLabel());
        } else {
            compareUnordered(operation, SCRATCH_0, first, second);
            leaveIfAny(SCRATCH_0, writer.interpretLabel());
        }
    }

    void number(MicroOperation operation) {
        flags.forget();
        Label label = writer.interpretLabel();
        int number = operands.read(operation, operation.first(), SCRATCH_0);
        if (FloatingPointOperands.isScalar(operation)) {
            compareScalars(operation, VUCOMIS, number, number);
            assembler.jumpIf(Condition.PARITY, label);
        } else {
            compareUnordered(operation, SCRATCH_0, number, number);
            leaveIfAny(SCRATCH_0, label);
        }
    }

    void normal(MicroOperation operation) {
        flags.forget();
        Label label = writer.interpretLabel();
        int number = operands.read(operation, operation.first(), SCRATCH_0);
        if (FloatingPointOperands.isScalar(operation)) {
            compareScalars(operation, VUCOMIS, number, number);
            assembler.jumpIf(Condition.PARITY, label);
            compareWithTiny(operation, number);
            assembler.jumpIf(Condition.EQUAL, label);
        } else {
            boolean single = operation.access() == SINGLE;
            int equal = single ? 0x76 : 0x29;
            writer.constants.load(SCRATCH_1, single ? FloatingPointOperands.replicate(TINY_SINGLE) : TINY_DOUBLE);
            assembler.vex(1, 1, false, VPADD[operation.access() - SINGLE], VectorCache.SCRATCH_2, number, number);
            assembler.vex(1, single ? 1 : 2, false, equal, SCRATCH_1, VectorCache.SCRATCH_2, SCRATCH_1);
            compareUnordered(operation, SCRATCH_0, number, number);
            assembler.vex(1, 1, false, VPOR, SCRATCH_0, SCRATCH_0, SCRATCH_1);
            leaveIfAny(SCRATCH_0, label);
        }
    }

    private void compareScalars(MicroOperation operation, int opcode, int first, int second) {
        assembler.vex(operation.access() == SINGLE ? 0 : 1, 1, false, opcode, first, NONE, second);
    }

    private void compareUnordered(MicroOperation operation, int target, int first, int second) {
        assembler.vex(FloatingPointOperands.packedPrefix(operation), 1, false, VCMP, target, first, second);
        assembler.immediateByte(UNORDERED_QUIET);
    }

    private void leaveIfAny(int register, Label label) {
        assembler.vex(1, 2, false, VPTEST, register, NONE, register);
        assembler.jumpIf(Condition.NOT_EQUAL, label);
    }

    /** The host finds equal what has the magnitude of the smallest normal number. */
    private void compareWithTiny(MicroOperation operation, int number) {
        boolean wide = operation.access() != SINGLE;
        assembler.vex(1, 1, wide, VMOVD_TO, number, NONE, RCX);
        assembler.op(wide, 0x03, RCX, RCX);
        if (wide) {
            assembler.constant(RDX, TINY_DOUBLE);
            assembler.op(true, 0x3B, RCX, RDX);
        } else {
            assembler.arithmetic(false, IntegerOperations.CMP, RCX, TINY_SINGLE);
        }
    }

    void compare(MicroOperation operation, int opcode) {
        int first = vectors.read(operation.first());
        int second = SCRATCH_0;
        if (operation.second() == Operand.IMMEDIATE) {
            writer.constants.load(SCRATCH_0, 0);
        } else {
            second = vectors.read(operation.second());
        }
        imageOfComparison(operation, opcode, first, second);
        flags.storeImage();
        flags.forget();
    }

    void conditionalCompare(MicroOperation operation, int opcode) {
        int first = vectors.read(operation.first());
        int second = vectors.read(operation.second());
        int condition = (int) operation.immediate() & CONDITION_MASK;
        Label given = new Label();
        Label compared = new Label();
        if (condition < ALWAYS) {
            assembler.jumpIf(Condition.inverse(flags.load(condition)), given);
        }
        imageOfComparison(operation, opcode, first, second);
        assembler.jump(compared);
        assembler.bind(given);
        assembler.constant(RAX, image((int) (operation.immediate() >>> NZCV_SHIFT)));
        assembler.bind(compared);
        flags.storeImage();
        flags.forget();
    }

    /** In AX. Of numbers that are not ordered the host says that they are equal and less, too. */
    private void imageOfComparison(MicroOperation operation, int opcode, int first, int second) {
        compareScalars(operation, opcode, first, second);
        assembler.constant(RAX, image(ProcessState.C));
        assembler.constant(RCX, image(ProcessState.N));
        assembler.moveIf(false, Condition.BELOW, RAX, RCX);
        assembler.constant(RCX, image(ProcessState.Z | ProcessState.C));
        assembler.moveIf(false, Condition.EQUAL, RAX, RCX);
        assembler.constant(RCX, image(ProcessState.C | ProcessState.V));
        assembler.moveIf(false, Condition.PARITY, RAX, RCX);
    }

    private static int image(int nzcv) {
        return FlagImage.of(nzcv) & 0xFFFF;
    }
}

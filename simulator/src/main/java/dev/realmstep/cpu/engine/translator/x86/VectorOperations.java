package dev.realmstep.cpu.engine.translator.x86;

import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.engine.translator.ir.VectorOperand;

/** Moves of vectors, bitwise operations and cryptography; others are parts. */
final class VectorOperations {
    private static final int VMOVAPS = 0x28;
    private static final int VPAND = 0xDB;
    private static final int VPOR = 0xEB;
    private static final int VPXOR = 0xEF;
    private static final int VPANDN = 0xDF;
    private static final int VMOVD_FROM = 0x6E;
    private static final int VMOVD_TO = 0x7E;
    private static final int VPCLMULQDQ = 0x44;
    private static final int HIGH_HALVES = 0x11;
    private static final int VAESENC = 0xDC;
    private static final int VAESENCLAST = 0xDD;
    private static final int VAESDECLAST = 0xDF;
    private static final int VAESIMC = 0xDB;
    private static final int BITS = 128;
    private static final int NONE = 0;

    /** By the logarithm of an element's bytes; 16 bits go to a register by a form of their own. */
    private static final int[] VPINSR = {0x20, 0xC4, 0x22, 0x22};

    private static final int[] VPEXTR = {0x14, 0x15, 0x16, 0x16};

    private final Assembler assembler;
    private final RegisterCache registers;
    private final VectorCache vectors;
    private final VectorConstants constants;
    private final Flags flags;
    private final LaneOperations lanes;
    private final VectorPermutations permutations;
    private final FloatingPointOperations floatingPoint;

    VectorOperations(BlockWriter writer) {
        this.assembler = writer.assembler;
        this.registers = writer.registers;
        this.vectors = writer.vectors;
        this.constants = writer.constants;
        this.flags = writer.flags;
        this.lanes = new LaneOperations(writer);
        this.permutations = new VectorPermutations(writer);
        this.floatingPoint = new FloatingPointOperations(writer);
    }

    void write(MicroOperation operation) {
        switch (operation.opcode()) {
            case VECTOR_CONSTANT -> constant(operation);
            case VECTOR_MOVE -> move(operation);
            case VECTOR_FROM_GENERAL -> fromGeneral(operation);
            case VECTOR_TO_GENERAL -> toGeneral(operation);
            case VECTOR_INSERT -> insert(operation);
            case VECTOR_EXTRACT -> extract(operation);
            case VECTOR_SELECT -> select(operation);
            case VECTOR_AND -> bitwise(operation, VPAND, operation.first(), operation.second());
            case VECTOR_OR -> bitwise(operation, VPOR, operation.first(), operation.second());
            case VECTOR_EXCLUSIVE_OR -> bitwise(operation, VPXOR, operation.first(), operation.second());
            // The host inverts the first operand.
            case VECTOR_AND_NOT -> bitwise(operation, VPANDN, operation.second(), operation.first());
            case VECTOR_NARROW -> permutations.narrow(operation);
            case VECTOR_REVERSE -> permutations.reverse(operation);
            case VECTOR_DUPLICATE -> permutations.duplicate(operation);
            case VECTOR_JOIN -> permutations.join(operation);
            case VECTOR_COUNT_ONES -> permutations.countOnes(operation);
            case VECTOR_MULTIPLY_POLYNOMIAL -> multiplyPolynomial(operation);
            case VECTOR_AES_SUBSTITUTE -> substitute(operation, VAESENCLAST);
            case VECTOR_AES_SUBSTITUTE_INVERSE -> substitute(operation, VAESDECLAST);
            case VECTOR_AES_MIX -> mix(operation);
            case VECTOR_AES_MIX_INVERSE -> mixInverse(operation);
            default -> {
                if (!lanes.write(operation)) {
                    floatingPoint.write(operation);
                }
            }
        }
    }

    private void constant(MicroOperation operation) {
        int result = vectors.free();
        int width = operation.width();
        long low = width < Long.SIZE ? operation.immediate() & (1L << width) - 1 : operation.immediate();
        constants.load(result, low, width == BITS ? operation.immediate() : 0);
        vectors.write(operation.target(), result, width);
    }

    private void move(MicroOperation operation) {
        int source = vectors.read(operation.first());
        boolean isZeroAbove = vectors.isZeroFrom(source, operation.width());
        if (VectorOperand.isTemporary(operation.first())) {
            int bits = isZeroAbove ? operation.width() : BITS;
            vectors.write(operation.target(), vectors.take(operation.first()), bits, operation.width());
            return;
        }
        int result = vectors.free();
        if (operation.width() == Long.SIZE) {
            assembler.vex(2, 1, false, VMOVD_TO, result, NONE, source);
            vectors.write(operation.target(), result, Long.SIZE);
            return;
        }
        assembler.vex(0, 1, false, VMOVAPS, result, NONE, source);
        vectors.write(operation.target(), result, isZeroAbove ? operation.width() : BITS, operation.width());
    }

    private void bitwise(MicroOperation operation, int opcode, int first, int second) {
        int a = vectors.read(first);
        int b = vectors.read(second);
        int result = vectors.free();
        assembler.vex(1, 1, false, opcode, result, a, b);
        boolean isZeroAbove = isZeroAbove(a, operation) && isZeroAbove(b, operation);
        vectors.write(operation.target(), result, isZeroAbove ? operation.width() : BITS, operation.width());
    }

    private boolean isZeroAbove(int register, MicroOperation operation) {
        return vectors.isZeroFrom(register, operation.width());
    }

    private void fromGeneral(MicroOperation operation) {
        int source = registers.read(operation.first(), Register.RCX);
        int result = vectors.free();
        assembler.vex(1, 1, operation.width() == Long.SIZE, VMOVD_FROM, result, NONE, source);
        vectors.write(operation.target(), result, operation.width());
    }

    private void toGeneral(MicroOperation operation) {
        int source = vectors.read(operation.first());
        int target = registers.write(operation.target());
        assembler.vex(1, 1, operation.width() == Long.SIZE, VMOVD_TO, source, NONE, target);
    }

    private void insert(MicroOperation operation) {
        int size = operation.access();
        int source = registers.read(operation.first(), Register.RCX);
        int old = vectors.read(operation.target());
        int result = vectors.free();
        assembler.vex(1, size == 1 ? 1 : 3, size == 3, VPINSR[size], result, old, source);
        assembler.immediateByte((int) operation.immediate());
        vectors.write(operation.target(), result, BITS);
    }

    private void extract(MicroOperation operation) {
        int size = operation.access();
        int source = vectors.read(operation.first());
        int target = registers.write(operation.target());
        assembler.vex(1, 3, size == 3, VPEXTR[size], source, NONE, target);
        assembler.immediateByte((int) operation.immediate());
    }

    private void select(MicroOperation operation) {
        boolean wide = operation.width() == Long.SIZE;
        int first = vectors.read(operation.first());
        int second = vectors.read(operation.second());
        int result = vectors.free();
        int condition = flags.load((int) operation.immediate());
        assembler.vex(1, 1, wide, VMOVD_TO, first, NONE, Register.RCX);
        assembler.vex(1, 1, wide, VMOVD_TO, second, NONE, Register.RDX);
        assembler.moveIf(wide, condition, Register.RDX, Register.RCX);
        assembler.vex(1, 1, wide, VMOVD_FROM, result, NONE, Register.RDX);
        vectors.write(operation.target(), result, operation.width());
    }

    private void multiplyPolynomial(MicroOperation operation) {
        int first = vectors.read(operation.first());
        int second = vectors.read(operation.second());
        int result = vectors.free();
        assembler.vex(1, 3, false, VPCLMULQDQ, result, first, second);
        assembler.immediateByte(operation.immediate() == 0 ? 0 : HIGH_HALVES);
        vectors.write(operation.target(), result, BITS);
    }

    /** The last round with a key of zero. */
    private void substitute(MicroOperation operation, int round) {
        int source = vectors.read(operation.first());
        int result = vectors.free();
        constants.load(VectorCache.SCRATCH_0, 0);
        assembler.vex(1, 2, false, round, result, source, VectorCache.SCRATCH_0);
        vectors.write(operation.target(), result, BITS);
    }

    /** A round with a key of zero, of what its other steps make the operand of. */
    private void mix(MicroOperation operation) {
        int source = vectors.read(operation.first());
        int result = vectors.free();
        constants.load(VectorCache.SCRATCH_0, 0);
        assembler.vex(1, 2, false, VAESDECLAST, result, source, VectorCache.SCRATCH_0);
        assembler.vex(1, 2, false, VAESENC, result, result, VectorCache.SCRATCH_0);
        vectors.write(operation.target(), result, BITS);
    }

    private void mixInverse(MicroOperation operation) {
        int source = vectors.read(operation.first());
        int result = vectors.free();
        assembler.vex(1, 2, false, VAESIMC, result, NONE, source);
        vectors.write(operation.target(), result, BITS);
    }
}

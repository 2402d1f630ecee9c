package dev.realmstep.cpu.engine.translator.x86;

import dev.realmstep.cpu.engine.translator.ir.MicroOperation;

/** What a floating-point operation of the host reads, so that only the numbers that are meant raise flags. */
final class FloatingPointOperands {
    private static final int SINGLE = 2;
    private static final int VMOVDDUP = 0x12;
    private static final int VMOVAPS = 0x28;
    private static final int VMOVQ = 0x7E;
    private static final int VINSERTPS = 0x21;
    private static final int ZERO_ALL_BUT_FIRST = 0x0E;
    private static final int NONE = 0;

    private final Assembler assembler;
    private final VectorCache vectors;

    FloatingPointOperands(BlockWriter writer) {
        this.assembler = writer.assembler;
        this.vectors = writer.vectors;
    }

    /** Of one number. */
    static boolean isScalar(MicroOperation operation) {
        return operation.width() == 8 << operation.access();
    }

    /** Whether two numbers fill half of a register of the host. */
    static boolean isDoubled(MicroOperation operation) {
        return operation.width() == Long.SIZE && operation.access() == SINGLE;
    }

    /** The VEX prefix that says which numbers an instruction works on. */
    static int prefix(MicroOperation operation) {
        boolean single = operation.access() == SINGLE;
        if (isScalar(operation)) {
            return single ? 2 : 3;
        }
        return packedPrefix(operation);
    }

    /** The same of instructions that have only the form of vectors. */
    static int packedPrefix(MicroOperation operation) {
        return operation.access() == SINGLE ? 0 : 1;
    }

    /** The register with the numbers of an operand, doubled in a scratch register if they fill 64 bits. */
    int read(MicroOperation operation, int operand, int scratch) {
        int register = vectors.read(operand);
        if (!isDoubled(operation)) {
            return register;
        }
        duplicate(scratch, register);
        return scratch;
    }

    void duplicate(int target, int source) {
        assembler.vex(3, 1, false, VMOVDDUP, target, NONE, source);
    }

    /** Copies the numbers for an instruction that has only the form of vectors: beside a single number there is zero. */
    void isolate(MicroOperation operation, int target, int source) {
        if (!isScalar(operation)) {
            assembler.vex(0, 1, false, VMOVAPS, target, NONE, source);
        } else if (operation.access() == SINGLE) {
            assembler.vex(1, 3, false, VINSERTPS, target, source, source);
            assembler.immediateByte(ZERO_ALL_BUT_FIRST);
        } else {
            assembler.vex(2, 1, false, VMOVQ, target, NONE, source);
        }
    }

    /** The bits of a number of single precision, twice. */
    static long replicate(int bits) {
        return (long) bits << 32 | (bits & 0xFFFF_FFFFL);
    }
}

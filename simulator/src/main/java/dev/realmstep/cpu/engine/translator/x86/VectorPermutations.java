package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.VectorCache.SCRATCH_0;
import static dev.realmstep.cpu.engine.translator.x86.VectorCache.SCRATCH_1;
import static dev.realmstep.cpu.engine.translator.x86.VectorCache.SCRATCH_2;

import dev.realmstep.cpu.engine.translator.ir.MicroOperation;

/** Other orders of a vector's bytes, and what the host does by looking bytes up. */
final class VectorPermutations {
    private static final int VPSHUFB = 0x00;
    private static final int VPALIGNR = 0x0F;
    private static final int VPSHUFD = 0x70;
    private static final int VPAND = 0xDB;
    private static final int VPADDB = 0xFC;
    private static final int VPSRLW = 0x71;
    private static final int RIGHT = 2;
    private static final int BYTES = 16;
    private static final int BITS = 128;
    private static final int NONE = 0;

    /** An index that VPSHUFB makes zero of. */
    private static final int NO_BYTE = 0x80;

    private static final long LOW_NIBBLES = 0x0F0F_0F0F_0F0F_0F0FL;
    /** How many ones the numbers 0 to 7, and 8 to 15, have. */
    private static final long ONES_BELOW_EIGHT = 0x0302_0201_0201_0100L;

    private static final long ONES_FROM_EIGHT = 0x0403_0302_0302_0201L;

    /** Which byte of the source becomes one of the result. */
    @FunctionalInterface
    private interface Order {
        int source(int index);
    }

    private final Assembler assembler;
    private final VectorCache vectors;
    private final VectorConstants constants;

    VectorPermutations(BlockWriter writer) {
        this.assembler = writer.assembler;
        this.vectors = writer.vectors;
        this.constants = writer.constants;
    }

    /** The high half of the result becomes zero. */
    void narrow(MicroOperation operation) {
        int bytes = 1 << operation.access();
        permute(operation, i -> i < Long.BYTES ? i / bytes * 2 * bytes + (i % bytes) : NO_BYTE, Long.SIZE);
    }

    void reverse(MicroOperation operation) {
        int bytes = 1 << operation.access();
        int group = (int) operation.immediate();
        permute(operation, i -> (i ^ (group - 1)) ^ (bytes - 1), BITS);
    }

    void duplicate(MicroOperation operation) {
        int bytes = 1 << operation.access();
        int first = (int) operation.immediate() * bytes;
        if (bytes < Integer.BYTES) {
            permute(operation, i -> first + i % bytes, BITS);
            return;
        }
        int source = vectors.read(operation.first());
        int result = vectors.free();
        int words = 0;
        for (int i = 0; i < 4; i++) {
            words |= ((first + (Integer.BYTES * i) % bytes) / Integer.BYTES) << (2 * i);
        }
        assembler.vex(1, 1, false, VPSHUFD, result, NONE, source);
        assembler.immediateByte(words);
        vectors.write(operation.target(), result, BITS, operation.width());
    }

    private void permute(MicroOperation operation, Order order, int bits) {
        int source = vectors.read(operation.first());
        int result = vectors.free();
        long low = 0;
        long high = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            low |= (long) order.source(i) << (Byte.SIZE * i);
            high |= (long) order.source(i + Long.BYTES) << (Byte.SIZE * i);
        }
        constants.load(SCRATCH_0, low, high);
        assembler.vex(1, 2, false, VPSHUFB, result, source, SCRATCH_0);
        vectors.write(operation.target(), result, bits, operation.width());
    }

    void join(MicroOperation operation) {
        int low = vectors.read(operation.first());
        int high = vectors.read(operation.second());
        int result = vectors.free();
        assembler.vex(1, 3, false, VPALIGNR, result, high, low);
        assembler.immediateByte((int) operation.immediate() % BYTES);
        vectors.write(operation.target(), result, BITS, operation.width());
    }

    /** The ones of each half of a byte, looked up and added. */
    void countOnes(MicroOperation operation) {
        int source = vectors.read(operation.first());
        int result = vectors.free();
        constants.load(SCRATCH_0, LOW_NIBBLES);
        constants.load(SCRATCH_1, ONES_BELOW_EIGHT, ONES_FROM_EIGHT);
        assembler.vex(1, 1, false, VPSRLW, RIGHT, SCRATCH_2, source);
        assembler.immediateByte(4);
        assembler.vex(1, 1, false, VPAND, SCRATCH_2, SCRATCH_2, SCRATCH_0);
        assembler.vex(1, 1, false, VPAND, SCRATCH_0, SCRATCH_0, source);
        assembler.vex(1, 2, false, VPSHUFB, SCRATCH_0, SCRATCH_1, SCRATCH_0);
        assembler.vex(1, 2, false, VPSHUFB, SCRATCH_2, SCRATCH_1, SCRATCH_2);
        assembler.vex(1, 1, false, VPADDB, result, SCRATCH_0, SCRATCH_2);
        vectors.write(operation.target(), result, BITS, operation.width());
    }
}

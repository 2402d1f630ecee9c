package dev.realmstep.cpu.engine.translator.x86;

import dev.realmstep.cpu.StateBlock;
import dev.realmstep.cpu.engine.translator.ir.VectorOperand;
import java.util.Arrays;

/**
 * Which vectors the host's vector registers hold while the code of a block is written. What is written to V0 to V31 is stored
 * at once, so that memory always has them; temporaries are nowhere else.
 */
final class VectorCache {
    /** Registers that an operation may use as it likes. */
    static final int SCRATCH_0 = 0;

    static final int SCRATCH_1 = 1;
    static final int SCRATCH_2 = 2;
    private static final int FIRST = 3;
    private static final int REGISTERS = 16;
    private static final int NOWHERE = -1;
    private static final int NO_REGISTER = 0;
    private static final int BITS = 128;
    private static final int BYTES = 16;

    private static final int VMOVUPS_LOAD = 0x10;
    private static final int VMOVUPS_STORE = 0x11;
    private static final int VMOVQ = 0x7E;
    private static final int VINSERTPS = 0x21;
    private static final int ZERO_ALL_BUT_FIRST = 0x0E;
    /** A group of instructions that the register field tells apart. */
    private static final int SHIFT_BYTES = 0x73;

    private static final int BYTES_LEFT = 7;
    private static final int BYTES_RIGHT = 3;

    private final Assembler assembler;
    private final int[] registerOf = new int[VectorOperand.COUNT];
    private final int[] operandIn = new int[REGISTERS];
    /** Bits from this one on are zero. */
    private final int[] bitsIn = new int[REGISTERS];

    private final int[] usedAt = new int[REGISTERS];
    private int pinned;
    private int clock;

    VectorCache(Assembler assembler) {
        this.assembler = assembler;
        forgetAll();
    }

    void forgetAll() {
        Arrays.fill(registerOf, NOWHERE);
        Arrays.fill(operandIn, NOWHERE);
    }

    /** A new micro-operation: registers that the last one used may be taken. */
    void begin() {
        pinned = 0;
    }

    /** A new instruction: temporaries are dead. */
    void forgetTemporaries() {
        for (int operand = VectorOperand.FIRST_TEMPORARY; operand < VectorOperand.COUNT; operand++) {
            forget(operand);
        }
    }

    private void forget(int operand) {
        if (registerOf[operand] != NOWHERE) {
            operandIn[registerOf[operand]] = NOWHERE;
            registerOf[operand] = NOWHERE;
        }
    }

    /** The register that holds a vector, loaded if need be. It must not be changed. */
    int read(int operand) {
        int register = registerOf[operand];
        if (register == NOWHERE) {
            register = free();
            load(register, operand);
            bitsIn[register] = BITS;
            hold(register, operand);
        }
        pin(register);
        return register;
    }

    /** A register for a result. */
    int free() {
        int oldest = NOWHERE;
        for (int register = FIRST; register < REGISTERS; register++) {
            if ((pinned >>> register & 1) != 0) {
                continue;
            }
            int operand = operandIn[register];
            if (operand == NOWHERE) {
                oldest = register;
                break;
            }
            if (!VectorOperand.isTemporary(operand) && (oldest == NOWHERE || usedAt[register] < usedAt[oldest])) {
                oldest = register;
            }
        }
        if (operandIn[oldest] != NOWHERE) {
            forget(operandIn[oldest]);
        }
        pin(oldest);
        return oldest;
    }

    /** Whether a register that was {@link #read} is zero from a bit on. */
    boolean isZeroFrom(int register, int bit) {
        return bitsIn[register] <= bit;
    }

    /**
     * The value of a vector is that of a register from {@link #free} now.
     *
     * @param bits from this one on it is zero
     */
    void write(int operand, int register, int bits) {
        forget(operand);
        hold(register, operand);
        bitsIn[register] = bits;
        if (!VectorOperand.isTemporary(operand)) {
            assembler.vex(0, 1, false, VMOVUPS_STORE, register, NO_REGISTER, Register.RBP, home(operand));
        }
    }

    /**
     * The same of a register whose bits above the operation's have to become zero.
     *
     * @param bits from this one on it is zero already
     * @param width how many bits count
     */
    void write(int operand, int register, int bits, int width) {
        if (bits > width) {
            cut(register, width);
        }
        write(operand, register, Math.min(bits, width));
    }

    private void cut(int register, int width) {
        switch (width) {
            case 64 -> assembler.vex(2, 1, false, VMOVQ, register, NO_REGISTER, register);
            case 32 -> {
                assembler.vex(1, 3, false, VINSERTPS, register, register, register);
                assembler.immediateByte(ZERO_ALL_BUT_FIRST);
            }
            default -> {
                int bytes = (BITS - width) / Byte.SIZE;
                assembler.vex(1, 1, false, SHIFT_BYTES, BYTES_LEFT, register, register);
                assembler.immediateByte(bytes);
                assembler.vex(1, 1, false, SHIFT_BYTES, BYTES_RIGHT, register, register);
                assembler.immediateByte(bytes);
            }
        }
    }

    /** The register of a temporary, which may be changed, and holds it no more. */
    int take(int temporary) {
        int register = registerOf[temporary];
        forget(temporary);
        pin(register);
        return register;
    }

    /** What is held now, for code that is written later; no temporary is, since they could not be loaded again. */
    Snapshot snapshot() {
        for (int operand : operandIn) {
            if (operand != NOWHERE && VectorOperand.isTemporary(operand)) {
                throw new IllegalStateException("a temporary vector would be lost");
            }
        }
        return new Snapshot(operandIn.clone());
    }

    /** What the host's registers held at a place. */
    final class Snapshot {
        private final int[] operands;

        private Snapshot(int[] operands) {
            this.operands = operands;
        }

        /** Loads everything again. */
        void load() {
            for (int register = FIRST; register < REGISTERS; register++) {
                if (operands[register] != NOWHERE) {
                    VectorCache.this.load(register, operands[register]);
                }
            }
        }
    }

    private void load(int register, int operand) {
        assembler.vex(0, 1, false, VMOVUPS_LOAD, register, NO_REGISTER, Register.RBP, home(operand));
    }

    private void hold(int register, int operand) {
        operandIn[register] = operand;
        registerOf[operand] = register;
    }

    private void pin(int register) {
        pinned |= 1 << register;
        usedAt[register] = ++clock;
    }

    private static int home(int vector) {
        return StateBlock.VECTOR_REGISTERS + BYTES * vector;
    }
}

package dev.realmstep.cpu.engine.translator.x86;

import dev.realmstep.cpu.StateBlock;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import java.util.Arrays;

/**
 * Which operands the host's registers hold while the code of a block is written: each is loaded when it is first read, and
 * stored when its register is needed or the block ends. Some have a register of the host for good.
 */
final class RegisterCache {
    private static final int NOWHERE = -1;
    private static final int BITS_OF_OPERAND = 8;

    private final Assembler assembler;
    private final int stackPointer;
    private final int[] registerOf = new int[Operand.COUNT];
    private final int[] operandIn = new int[Register.COUNT];
    private final int[] usedAt = new int[Register.COUNT];
    private final boolean[] dirty = new boolean[Operand.COUNT];
    private boolean holdsTemporaries;
    private int pinned;
    private int clock;

    /** @param stackPointer the number of the level whose stack pointer is current */
    RegisterCache(Assembler assembler, int stackPointer) {
        this.assembler = assembler;
        this.stackPointer = stackPointer;
        forgetAll();
    }

    /** Forgets everything, whether stored or not. */
    void forgetAll() {
        Arrays.fill(registerOf, NOWHERE);
        Arrays.fill(operandIn, NOWHERE);
        Arrays.fill(dirty, false);
    }

    /** A new micro-operation: registers that the last one used may be taken. */
    void begin() {
        pinned = 0;
    }

    /** A new instruction: temporaries are dead. */
    void forgetTemporaries() {
        if (!holdsTemporaries) {
            return;
        }
        holdsTemporaries = false;
        for (int operand = Operand.FIRST_TEMPORARY; operand < Operand.COUNT; operand++) {
            if (registerOf[operand] != NOWHERE) {
                operandIn[registerOf[operand]] = NOWHERE;
                registerOf[operand] = NOWHERE;
            }
            dirty[operand] = false;
        }
    }

    /** The register that holds an operand, loaded if need be; zero is put into the scratch register given. */
    int read(int operand, int scratch) {
        if (operand == Operand.ZERO) {
            assembler.constant(scratch, 0);
            return scratch;
        }
        if (operand < Register.RESIDENT.length) {
            return Register.RESIDENT[operand];
        }
        int register = registerOf[operand];
        if (register == NOWHERE) {
            register = take();
            assembler.load(true, register, Register.RBP, home(operand));
            hold(register, operand);
        }
        pin(register);
        return register;
    }

    /** The register that an operand is about to be written to; what is written for zero goes to RAX. */
    int write(int operand) {
        if (operand == Operand.ZERO) {
            return Register.RAX;
        }
        if (operand < Register.RESIDENT.length) {
            return Register.RESIDENT[operand];
        }
        int register = registerOf[operand];
        if (register == NOWHERE) {
            register = take();
            hold(register, operand);
        }
        pin(register);
        dirty[operand] = true;
        return register;
    }

    /** Stores what memory does not have yet, and goes on holding it. */
    void writeBack() {
        for (int register : Register.CACHE) {
            int operand = operandIn[register];
            if (operand != NOWHERE && dirty[operand] && !Operand.isTemporary(operand)) {
                assembler.store(true, register, Register.RBP, home(operand));
                dirty[operand] = false;
            }
        }
    }

    /** What is held now, for code that is written later. */
    Snapshot snapshot() {
        long held = 0;
        long unstored = 0;
        for (int index = 0; index < Register.CACHE.length; index++) {
            int operand = operandIn[Register.CACHE[index]];
            if (operand != NOWHERE) {
                held |= (operand + 1L) << (BITS_OF_OPERAND * index);
                unstored |= dirty[operand] ? 1L << index : 0;
            }
        }
        return new Snapshot(held, unstored);
    }

    /** What the host's registers held at a place: by index in {@link Register#CACHE}, 8 bits each, an operand and 1 or 0. */
    final class Snapshot {
        private final long held;
        private final long unstored;

        private Snapshot(long held, long unstored) {
            this.held = held;
            this.unstored = unstored;
        }

        /** Stores what memory did not have. */
        void store() {
            for (int index = 0; index < Register.CACHE.length; index++) {
                if ((unstored >>> index & 1) != 0) {
                    assembler.store(true, Register.CACHE[index], Register.RBP, home(operand(index)));
                }
            }
        }

        /** Loads everything again. */
        void load() {
            for (int index = 0; index < Register.CACHE.length; index++) {
                if (operand(index) != NOWHERE) {
                    assembler.load(true, Register.CACHE[index], Register.RBP, home(operand(index)));
                }
            }
        }

        private int operand(int index) {
            return ((int) (held >>> (BITS_OF_OPERAND * index)) & 0xFF) - 1;
        }
    }

    private void pin(int register) {
        pinned |= 1 << register;
        usedAt[register] = ++clock;
    }

    private void hold(int register, int operand) {
        holdsTemporaries |= Operand.isTemporary(operand);
        operandIn[register] = operand;
        registerOf[operand] = register;
    }

    /** A register that is free, or the one that was not used for longest. */
    private int take() {
        int oldest = NOWHERE;
        for (int register : Register.CACHE) {
            if (operandIn[register] == NOWHERE) {
                return register;
            }
            boolean isPinned = (pinned >>> register & 1) != 0;
            if (!isPinned && (oldest == NOWHERE || usedAt[register] < usedAt[oldest])) {
                oldest = register;
            }
        }
        evict(oldest);
        return oldest;
    }

    private void evict(int register) {
        int operand = operandIn[register];
        if (dirty[operand]) {
            assembler.store(true, register, Register.RBP, home(operand));
            dirty[operand] = false;
        }
        registerOf[operand] = NOWHERE;
        operandIn[register] = NOWHERE;
    }

    /** Where an operand is in the state block. */
    private int home(int operand) {
        if (Operand.isTemporary(operand)) {
            return StateBlock.SPILLS + Long.BYTES * (operand - Operand.FIRST_TEMPORARY);
        }
        return operand == Operand.STACK_POINTER
                ? StateBlock.STACK_POINTERS + Long.BYTES * stackPointer
                : StateBlock.GENERAL_REGISTERS + Long.BYTES * operand;
    }
}

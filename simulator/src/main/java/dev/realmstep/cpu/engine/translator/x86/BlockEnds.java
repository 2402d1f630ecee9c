package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.Register.RAX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RBP;
import static dev.realmstep.cpu.engine.translator.x86.Register.RCX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RDX;

import dev.realmstep.cpu.StateBlock;
import dev.realmstep.cpu.engine.translator.host.Exit;
import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.mmu.JumpCache;

/** How blocks begin and end: the budget, and the ways to the next block. */
final class BlockEnds {
    private static final int PAGE_BITS = 12;
    private static final int INSTRUCTION_BYTES = 4;
    private static final int SUB = 5;
    private static final int CMP = 7;
    private static final int AND = 4;
    private static final int SHL = 4;
    private static final int SHR = 5;
    private static final int SAR = 7;
    private static final int ALL_BRANCH_TYPES = 0xF;
    private static final int JUMP_TARGET = 8;
    private static final int JUMP_ENTRY_SHIFT = Integer.numberOfTrailingZeros(JumpCache.ENTRY_BYTES);

    private final BlockWriter writer;
    private final Assembler assembler;
    private final RegisterCache registers;
    private final FlagOperations conditions;

    BlockEnds(BlockWriter writer, FlagOperations conditions) {
        this.writer = writer;
        this.assembler = writer.assembler;
        this.registers = writer.registers;
        this.conditions = conditions;
    }

    /** What whoever comes by an indirect branch, or from outside, runs first. */
    void indirectEntry(int instructions, int acceptedBranchTypes) {
        Label exhausted = new Label();
        Label mislanded = new Label();
        assembler.arithmetic(true, CMP, Register.R15, instructions);
        assembler.jumpIf(Condition.LESS, exhausted);
        if (acceptedBranchTypes != ALL_BRANCH_TYPES) {
            assembler.op(false, 0x0FB6, RCX, RBP, StateBlock.BRANCH_TYPE);
            assembler.constant(RAX, acceptedBranchTypes);
            // BT: the bit that RCX numbers becomes the carry.
            assembler.op(false, 0x0FA3, RCX, RAX);
            assembler.jumpIf(Condition.NOT_BELOW, mislanded);
        }
        assembler.storeByte(RBP, StateBlock.BRANCH_TYPE, 0);
        writer.later(() -> {
            // Nothing was taken from the budget: the interpreter takes over as if the block had not been reached.
            assembler.bind(mislanded);
            assembler.bind(exhausted);
            writer.leave(new Exit(Exit.Kind.BUDGET, 0, 0, 0, 0, 0));
        });
    }

    /** What blocks of the same page run first. */
    void directEntry(int instructions) {
        Label exhausted = new Label();
        assembler.arithmetic(true, SUB, Register.R15, instructions);
        assembler.jumpIf(Condition.LESS, exhausted);
        writer.later(() -> {
            assembler.bind(exhausted);
            assembler.arithmetic(true, 0, Register.R15, instructions);
            writer.leave(new Exit(Exit.Kind.BUDGET, 0, 0, 0, 0, 0));
        });
    }

    void jump(MicroOperation operation) {
        registers.writeBack();
        continueAt(operation.immediate());
    }

    void jumpIf(MicroOperation operation) {
        registers.writeBack();
        branch(writer.flags.load(operation.access()), operation);
    }

    void jumpIfZero(MicroOperation operation, boolean zero) {
        registers.writeBack();
        conditions.testZero(operation);
        branch(zero ? Condition.EQUAL : Condition.NOT_EQUAL, operation);
    }

    void jumpIfBit(MicroOperation operation, boolean set) {
        registers.writeBack();
        conditions.testBit(operation);
        branch(set ? Condition.BELOW : Condition.NOT_BELOW, operation);
    }

    private void branch(int condition, MicroOperation operation) {
        Label taken = new Label();
        assembler.jumpIf(condition, taken);
        continueAt(writer.code.currentAddress() + INSTRUCTION_BYTES);
        assembler.bind(taken);
        continueAt(operation.immediate());
    }

    private void continueAt(long target) {
        if ((target ^ writer.code.address()) >>> PAGE_BITS == 0) {
            chain(target);
        } else {
            look(target);
        }
    }

    /** A jump that first leaves the block, and is made to lead to the next one when that is known. */
    private void chain(long target) {
        Label unchained = new Label();
        int jump = assembler.patchableJump(unchained);
        writer.later(() -> {
            assembler.bind(unchained);
            writer.leave(new Exit(Exit.Kind.CHAIN, writer.code.instructions(), 0, 0, target, jump));
        });
    }

    /** Another page may be mapped elsewhere by then: looks for it each time. */
    private void look(long target) {
        Label miss = new Label();
        if (!JumpCache.mayKnow(target)) {
            assembler.constant(RAX, target);
            leaveFor(miss);
            return;
        }
        int entry = StateBlock.JUMPS + (JumpCache.slot(target) << JUMP_ENTRY_SHIFT);
        assembler.constant(RAX, target);
        assembler.load(true, RDX, RBP, StateBlock.TRANSLATION_KEY);
        assembler.op(true, 0x33, RDX, RAX);
        assembler.op(true, 0x3B, RDX, RBP, entry);
        assembler.jumpIf(Condition.NOT_EQUAL, miss);
        assembler.jumpTo(RBP, entry + JUMP_TARGET);
        writer.later(() -> leaveFor(miss));
    }

    void jumpIndirect(MicroOperation operation) {
        Label miss = new Label();
        int target = registers.read(operation.first(), RAX);
        registers.writeBack();
        if (target != RAX) {
            assembler.move(true, RAX, target);
        }
        if (operation.immediate() != 0) {
            assembler.storeByte(RBP, StateBlock.BRANCH_TYPE, (int) operation.immediate());
        }
        leaveUnlessKnowable(miss);
        assembler.move(false, RCX, RAX);
        assembler.move(false, RDX, RAX);
        assembler.shift(false, SHR, RCX, JumpCache.FIRST_SHIFT);
        assembler.shift(false, SHR, RDX, JumpCache.SECOND_SHIFT);
        assembler.op(false, 0x33, RCX, RDX);
        assembler.arithmetic(false, AND, RCX, JumpCache.SLOTS - 1);
        assembler.shift(false, SHL, RCX, JUMP_ENTRY_SHIFT);
        assembler.load(true, RDX, RBP, StateBlock.TRANSLATION_KEY);
        assembler.op(true, 0x33, RDX, RAX);
        assembler.op(true, 0x3B, RDX, RBP, RCX, 0, StateBlock.JUMPS);
        assembler.jumpIf(Condition.NOT_EQUAL, miss);
        assembler.jumpTo(RBP, RCX, 0, StateBlock.JUMPS + JUMP_TARGET);
        writer.later(() -> leaveFor(miss));
    }

    /** Leaves for a target in RAX whose top bits are not all alike, as {@link JumpCache#mayKnow} says. */
    private void leaveUnlessKnowable(Label miss) {
        int keyBits = Long.SIZE - JumpCache.KEY_SHIFT;
        assembler.move(true, RDX, RAX);
        assembler.shift(true, SHL, RDX, keyBits);
        assembler.shift(true, SAR, RDX, keyBits);
        assembler.op(true, 0x3B, RDX, RAX);
        assembler.jumpIf(Condition.NOT_EQUAL, miss);
    }

    /** The target is in RAX. */
    private void leaveFor(Label miss) {
        assembler.bind(miss);
        assembler.store(true, RAX, RBP, StateBlock.PROGRAM_COUNTER);
        writer.leave(new Exit(Exit.Kind.JUMP, writer.code.instructions(), 0, 0, 0, 0));
    }
}

package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.Register.RBP;
import static dev.realmstep.cpu.engine.translator.x86.Register.RCX;

import dev.realmstep.cpu.engine.translator.host.Exit;
import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import java.util.BitSet;
import java.util.List;

/** Writes the code of each micro-operation of a block. */
final class OperationWriter {
    private final BlockWriter writer;
    private final Assembler assembler;
    private final RegisterCache registers;
    private final IntegerOperations integers;
    private final FlagOperations flagged;
    private final MemoryAccesses memory;
    private final VectorOperations vectors;
    private final BlockEnds ends;

    OperationWriter(BlockWriter writer) {
        this.writer = writer;
        this.assembler = writer.assembler;
        this.registers = writer.registers;
        this.integers = new IntegerOperations(writer);
        this.flagged = new FlagOperations(writer);
        this.memory = new MemoryAccesses(writer);
        this.vectors = new VectorOperations(writer);
        this.ends = new BlockEnds(writer, flagged);
    }

    BlockEnds ends() {
        return ends;
    }

    void write() {
        List<MicroOperation> operations = writer.code.operations();
        BitSet needed = FlagLiveness.neededFlags(operations);
        for (int index = 0; index < operations.size(); index++) {
            registers.begin();
            writer.vectors.begin();
            write(operations.get(index), needed.get(index));
        }
    }

    private void write(MicroOperation operation, boolean flagsNeeded) {
        switch (operation.opcode()) {
            case INSTRUCTION -> {
                writer.beginInstruction((int) operation.immediate());
                registers.forgetTemporaries();
                writer.vectors.forgetTemporaries();
            }
            case CONSTANT -> integers.constant(operation);
            case MOVE -> integers.move(operation);
            case ADD -> integers.add(operation);
            case SUBTRACT -> integers.subtract(operation);
            case AND -> integers.and(operation);
            case OR -> integers.or(operation);
            case EXCLUSIVE_OR -> integers.exclusiveOr(operation);
            case AND_NOT -> integers.andNot(operation);
            case NOT -> integers.not(operation);
            case SHIFT_LEFT -> integers.shiftLeft(operation);
            case SHIFT_RIGHT -> integers.shiftRight(operation);
            case SHIFT_RIGHT_ARITHMETIC -> integers.shiftRightArithmetic(operation);
            case ROTATE_RIGHT -> integers.rotateRight(operation);
            case EXTRACT -> integers.extract(operation);
            case MULTIPLY -> integers.multiply(operation);
            case MULTIPLY_HIGH_UNSIGNED -> integers.multiplyHigh(operation, false);
            case MULTIPLY_HIGH_SIGNED -> integers.multiplyHigh(operation, true);
            case DIVIDE_UNSIGNED -> integers.divideUnsigned(operation);
            case DIVIDE_SIGNED -> integers.divideSigned(operation);
            case COUNT_LEADING_ZEROS -> integers.countLeadingZeros(operation);
            case REVERSE_BITS -> integers.reverseBits(operation);
            case REVERSE_BYTES -> integers.reverseBytes(operation);
            case REVERSE_BYTES_OF_HALFWORDS -> integers.reverseBytesOfHalfwords(operation);
            case SIGN_EXTEND -> integers.signExtend(operation);
            case ZERO_EXTEND -> integers.zeroExtend(operation);
            case MOVE_IF_ZERO -> integers.moveIfZero(operation);
            case ADD_SETTING_FLAGS -> flagged.add(operation, flagsNeeded);
            case SUBTRACT_SETTING_FLAGS -> flagged.subtract(operation, flagsNeeded);
            case AND_SETTING_FLAGS -> flagged.and(operation, flagsNeeded);
            case ADD_WITH_CARRY -> flagged.addWithCarry(operation, false);
            case ADD_WITH_CARRY_SETTING_FLAGS -> flagged.addWithCarry(operation, true);
            case SELECT -> flagged.select(operation);
            case CONDITIONAL_COMPARE -> flagged.conditionalCompare(operation, false);
            case CONDITIONAL_COMPARE_NEGATIVE -> flagged.conditionalCompare(operation, true);
            case LOAD -> memory.load(operation);
            case LOAD_PAIR -> memory.loadPair(operation);
            case STORE -> memory.store(operation);
            case STORE_PAIR -> memory.storePair(operation);
            case LOAD_FOR_UPDATE -> memory.loadForUpdate(operation);
            case LOAD_VECTOR -> memory.loadVector(operation);
            case STORE_VECTOR -> memory.storeVector(operation);
            case LOAD_VECTORS -> memory.loadVectors(operation);
            case STORE_VECTORS -> memory.storeVectors(operation);
            case LOAD_VECTOR_PAIR -> memory.loadVectorPair(operation);
            case STORE_VECTOR_PAIR -> memory.storeVectorPair(operation);
            case CHECK_STACK_POINTER -> check(operation.first(), 15);
            case CHECK_ALIGNMENT -> check(operation.first(), (int) operation.immediate() - 1);
            case CHECK_STATE_IS_ZERO -> checkState((int) operation.immediate());
            case CHECK_IS_ZERO -> checkZero(operation);
            case FILL -> memory.fill(operation);
            case READ_STATE ->
                assembler.load(true, registers.write(operation.target()), RBP, (int) operation.immediate());
            case WRITE_STATE ->
                assembler.store(true, registers.read(operation.first(), RCX), RBP, (int) operation.immediate());
            case INTERPRET -> interpret();
            case INTERPRET_AND_LEAVE -> {
                registers.writeBack();
                writer.leave(new Exit(Exit.Kind.LEAVE, writer.instruction(), 0, 0, 0, 0));
            }
            case JUMP -> ends.jump(operation);
            case JUMP_IF -> ends.jumpIf(operation);
            case JUMP_IF_ZERO -> ends.jumpIfZero(operation, true);
            case JUMP_IF_NOT_ZERO -> ends.jumpIfZero(operation, false);
            case JUMP_IF_BIT_SET -> ends.jumpIfBit(operation, true);
            case JUMP_IF_BIT_CLEAR -> ends.jumpIfBit(operation, false);
            case JUMP_INDIRECT -> ends.jumpIndirect(operation);
            default -> vectors.write(operation);
        }
    }

    private void check(int operand, int mask) {
        writer.flags.forget();
        int address = registers.read(operand, RCX);
        assembler.test(false, address, mask);
        assembler.jumpIf(Condition.NOT_EQUAL, writer.interpretLabel());
    }

    private void checkState(int field) {
        writer.flags.forget();
        assembler.compareWithByte(true, RBP, field, 0);
        assembler.jumpIf(Condition.NOT_EQUAL, writer.interpretLabel());
    }

    private void checkZero(MicroOperation operation) {
        writer.flags.forget();
        int register = registers.read(operation.first(), RCX);
        assembler.op(operation.width() == 64, 0x85, register, register);
        assembler.jumpIf(Condition.NOT_EQUAL, writer.interpretLabel());
    }

    private void interpret() {
        registers.writeBack();
        registers.forgetAll();
        writer.vectors.forgetAll();
        writer.flags.forget();
        int exit = writer.exits().size();
        int instruction = writer.instruction();
        writer.leave(new Exit(Exit.Kind.INTERPRET, instruction, 0, 0, 0, 0));
        writer.exits().set(exit, new Exit(Exit.Kind.INTERPRET, instruction, 0, assembler.position(), 0, 0));
    }
}

package dev.realmstep.cpu.engine.translator.ir;

import java.util.ArrayList;
import java.util.List;

/** The micro-operations of a block as they are put together; one that ends the block is the last. */
public final class BlockCode {
    private final long address;
    private final List<MicroOperation> operations = new ArrayList<>();
    private int instructions;
    private int temporaries;
    private int vectorTemporaries;

    /** @param address the virtual address of the first instruction */
    public BlockCode(long address) {
        this.address = address;
    }

    public long address() {
        return address;
    }

    public List<MicroOperation> operations() {
        return operations;
    }

    /** How many instructions have begun. */
    public int instructions() {
        return instructions;
    }

    /** The address of the instruction that began last. */
    public long currentAddress() {
        return address + 4L * (instructions - 1);
    }

    public void beginInstruction() {
        add(Opcode.INSTRUCTION, 64, Operand.NONE, Operand.NONE, Operand.NONE, 0, instructions);
        instructions++;
        temporaries = 0;
        vectorTemporaries = 0;
    }

    /** A temporary that the current instruction does not use yet. */
    public int temporary() {
        return Operand.temporary(temporaries++);
    }

    /** A temporary {@link VectorOperand} that the current instruction does not use yet. */
    public int vectorTemporary() {
        return VectorOperand.temporary(vectorTemporaries++);
    }

    /** An operation of two registers. */
    public void add(Opcode opcode, int width, int target, int first, int second) {
        add(opcode, width, target, first, second, 0, 0);
    }

    /** An operation whose second operand is an immediate. */
    public void addImmediate(Opcode opcode, int width, int target, int first, long immediate) {
        add(opcode, width, target, first, Operand.IMMEDIATE, 0, immediate);
    }

    public void constant(int target, long value) {
        add(Opcode.CONSTANT, 64, target, Operand.NONE, Operand.IMMEDIATE, 0, value);
    }

    public void add(Opcode opcode, int width, int target, int first, int second, int access, long immediate) {
        operations.add(new MicroOperation(opcode, width, target, first, second, access, immediate));
    }

    /** The current instruction is left to the interpreter. */
    public void interpret() {
        add(Opcode.INTERPRET, 64, Operand.NONE, Operand.NONE, Operand.NONE, 0, 0);
    }

    /** The current instruction is left to the interpreter, and ends the block. */
    public void interpretAndLeave() {
        add(Opcode.INTERPRET_AND_LEAVE, 64, Operand.NONE, Operand.NONE, Operand.NONE, 0, 0);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        operations.forEach(operation -> text.append(operation).append('\n'));
        return text.toString();
    }
}

package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.Register.RAX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RBP;
import static dev.realmstep.cpu.engine.translator.x86.Register.RCX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RDX;

import dev.realmstep.cpu.StateBlock;
import dev.realmstep.cpu.engine.translator.host.Exit;
import dev.realmstep.cpu.engine.translator.ir.Access;
import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.mmu.TranslationEntries;

/** Loads and stores: a look into the TLB, and the access. */
final class MemoryAccesses {
    private static final int AND = 4;
    private static final int SHR = 5;
    private static final int CMP = 7;
    private static final int TEST = 0x85;
    private static final int REPEAT = 0xF3;
    private static final int STORE_STRING = 0xAA;
    private static final int PAGE_BITS = 12;
    private static final int PAGE_MASK = -1 << PAGE_BITS;
    /** Makes an entry's distance from a virtual address: page number times bytes of an entry. */
    private static final int ENTRY_SHIFT = PAGE_BITS - Integer.numberOfTrailingZeros(TranslationEntries.ENTRY_BYTES);

    private static final int ENTRY_MASK = (TranslationEntries.SLOTS - 1) * TranslationEntries.ENTRY_BYTES;
    private static final int ADDEND = 8;
    private static final int LAST_VECTOR = 31;

    private final BlockWriter writer;
    private final Assembler assembler;
    private final RegisterCache registers;
    private final VectorTransfers vectors;

    MemoryAccesses(BlockWriter writer) {
        this.writer = writer;
        this.assembler = writer.assembler;
        this.registers = writer.registers;
        this.vectors = new VectorTransfers(writer);
    }

    void load(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        find(operation, bytes, StateBlock.LOADS, Exit.Kind.LOAD_MISS);
        loadFromRax(operation.target(), operation.access(), operation.width(), 0);
    }

    void loadForUpdate(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        find(operation, bytes, StateBlock.STORES, Exit.Kind.STORE_MISS);
        loadFromRax(operation.target(), operation.access(), operation.width(), 0);
    }

    void loadPair(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        find(operation, 2 * bytes, StateBlock.LOADS, Exit.Kind.LOAD_MISS);
        loadFromRax(operation.target(), operation.access(), operation.width(), 0);
        loadFromRax(operation.second(), operation.access(), operation.width(), bytes);
    }

    void store(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        readValue(operation.target());
        find(operation, bytes, StateBlock.STORES, Exit.Kind.STORE_MISS);
        storeToRax(registers.read(operation.target(), RCX), bytes, 0);
    }

    void storePair(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        readValue(operation.target());
        readValue(operation.second());
        find(operation, 2 * bytes, StateBlock.STORES, Exit.Kind.STORE_MISS);
        storeToRax(registers.read(operation.target(), RCX), bytes, 0);
        storeToRax(registers.read(operation.second(), RCX), bytes, bytes);
    }

    void loadVector(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        find(operation, bytes, StateBlock.LOADS, Exit.Kind.LOAD_MISS);
        vectors.loadFromRax(operation.target(), bytes, 0);
    }

    void loadVectors(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        find(operation, operation.second() * bytes, StateBlock.LOADS, Exit.Kind.LOAD_MISS);
        for (int i = 0; i < operation.second(); i++) {
            vectors.loadFromRax(operation.target() + i & LAST_VECTOR, bytes, i * bytes);
        }
    }

    void storeVectors(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        for (int i = 0; i < operation.second(); i++) {
            writer.vectors.read(operation.target() + i & LAST_VECTOR);
        }
        find(operation, operation.second() * bytes, StateBlock.STORES, Exit.Kind.STORE_MISS);
        for (int i = 0; i < operation.second(); i++) {
            vectors.storeToRax(operation.target() + i & LAST_VECTOR, bytes, i * bytes);
        }
    }

    void loadVectorPair(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        find(operation, 2 * bytes, StateBlock.LOADS, Exit.Kind.LOAD_MISS);
        vectors.loadFromRax(operation.target(), bytes, 0);
        vectors.loadFromRax(operation.second(), bytes, bytes);
    }

    void storeVector(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        writer.vectors.read(operation.target());
        find(operation, bytes, StateBlock.STORES, Exit.Kind.STORE_MISS);
        vectors.storeToRax(operation.target(), bytes, 0);
    }

    void storeVectorPair(MicroOperation operation) {
        int bytes = Access.bytes(operation.access());
        writer.vectors.read(operation.target());
        writer.vectors.read(operation.second());
        find(operation, 2 * bytes, StateBlock.STORES, Exit.Kind.STORE_MISS);
        vectors.storeToRax(operation.target(), bytes, 0);
        vectors.storeToRax(operation.second(), bytes, bytes);
    }

    void fill(MicroOperation operation) {
        int bytes = registers.read(operation.target(), RDX);
        int start = registers.read(operation.first(), RCX);
        readValue(operation.second());
        writer.flags.forget();
        Label done = new Label();
        Label again = new Label();
        Label interpreted = writer.interpretLabel();
        Label unknown = missLabel(Exit.Kind.STORE_MISS, 1, again);
        assembler.op(true, TEST, bytes, bytes);
        assembler.jumpIf(Condition.EQUAL, done);
        assembler.arithmetic(true, CMP, bytes, (int) operation.immediate());
        assembler.jumpIf(Condition.ABOVE, interpreted);
        assembler.lea(true, RAX, start, bytes, 0, -1);
        assembler.op(true, 0x33, RAX, start);
        assembler.shift(true, SHR, RAX, PAGE_BITS);
        assembler.jumpIf(Condition.NOT_EQUAL, interpreted);
        assembler.bind(again);
        assembler.move(true, RAX, start);
        lookUp(1, StateBlock.STORES, unknown);
        fillAtRax(bytes, operation.second());
        assembler.bind(done);
    }

    /** STOS wants its own registers: RDI, which holds one of the guest's, is kept in RDX. */
    private void fillAtRax(int bytes, int operand) {
        assembler.move(true, RDX, Register.RDI);
        assembler.move(true, Register.RDI, RAX);
        assembler.move(true, RCX, bytes);
        int value = registers.read(operand, RAX);
        if (value != RAX) {
            assembler.move(false, RAX, value == Register.RDI ? RDX : value);
        }
        assembler.simple(REPEAT);
        assembler.simple(STORE_STRING);
        assembler.move(true, Register.RDI, RDX);
    }

    /** Makes sure that a value is in its register before the code that may be repeated. */
    private void readValue(int operand) {
        if (operand != Operand.ZERO) {
            registers.read(operand, RCX);
        }
    }

    /** Puts the host's address of an access into RAX; RCX and RDX are lost. What the TLB does not know leaves the block. */
    private void find(MicroOperation operation, int bytes, int entries, Exit.Kind miss) {
        int base = registers.read(operation.first(), RCX);
        writer.flags.forget();
        Label again = new Label();
        Label unknown = missLabel(miss, bytes, again);
        assembler.bind(again);
        assembler.lea(true, RAX, base, (int) operation.immediate());
        if (writer.state.alwaysAligned() && bytes > 1) {
            int single = Math.min(bytes, Access.bytes(operation.access()));
            assembler.test(false, RAX, Math.min(single, Long.BYTES) - 1);
            assembler.jumpIf(Condition.NOT_EQUAL, writer.interpretLabel());
        }
        lookUp(bytes, entries, unknown);
    }

    /** Makes the host's address in RAX from the virtual one; RCX and RDX are lost. */
    private void lookUp(int bytes, int entries, Label unknown) {
        assembler.move(false, RDX, RAX);
        assembler.shift(false, SHR, RDX, ENTRY_SHIFT);
        assembler.arithmetic(false, AND, RDX, ENTRY_MASK);
        if (bytes == 1) {
            assembler.move(true, RCX, RAX);
        } else {
            assembler.lea(true, RCX, RAX, bytes - 1);
        }
        assembler.arithmetic(true, AND, RCX, PAGE_MASK);
        assembler.op(true, 0x0B, RCX, RBP, StateBlock.CONTEXT);
        assembler.op(true, 0x3B, RCX, RBP, RDX, 0, entries);
        assembler.jumpIf(Condition.NOT_EQUAL, unknown);
        assembler.op(true, 0x03, RAX, RBP, RDX, 0, entries + ADDEND);
    }

    private Label missLabel(Exit.Kind miss, int bytes, Label again) {
        Label unknown = new Label();
        RegisterCache.Snapshot held = registers.snapshot();
        VectorCache.Snapshot heldVectors = writer.vectors.snapshot();
        int instruction = writer.instruction();
        writer.later(() -> {
            assembler.bind(unknown);
            held.store();
            assembler.store(true, RAX, RBP, StateBlock.ADDRESS);
            int exit = writer.exits().size();
            writer.leave(new Exit(miss, instruction, bytes, 0, 0, 0));
            int resume = assembler.position();
            writer.exits().set(exit, new Exit(miss, instruction, bytes, resume, 0, 0));
            held.load();
            heldVectors.load();
            assembler.jump(again);
        });
        return unknown;
    }

    private void loadFromRax(int operand, int access, int width, int displacement) {
        int target = operand == Operand.ZERO ? RCX : registers.write(operand);
        boolean wide = width == 64;
        boolean signed = Access.isSigned(access);
        switch (Access.bytes(access)) {
            case 1 -> assembler.op(signed && wide, signed ? 0x0FBE : 0x0FB6, target, RAX, displacement);
            case 2 -> assembler.op(signed && wide, signed ? 0x0FBF : 0x0FB7, target, RAX, displacement);
            case 4 -> {
                if (signed && wide) {
                    assembler.op(true, 0x63, target, RAX, displacement);
                } else {
                    assembler.load(false, target, RAX, displacement);
                }
            }
            default -> assembler.load(true, target, RAX, displacement);
        }
    }

    private void storeToRax(int value, int bytes, int displacement) {
        switch (bytes) {
            case 1 -> assembler.byteOp(0x88, value, RAX, displacement);
            case 2 -> assembler.prefixedOp(0x66, false, 0x89, value, RAX, displacement);
            case 4 -> assembler.store(false, value, RAX, displacement);
            default -> assembler.store(true, value, RAX, displacement);
        }
    }
}

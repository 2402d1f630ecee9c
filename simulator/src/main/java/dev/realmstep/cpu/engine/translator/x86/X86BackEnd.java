package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.Register.RBP;

import dev.realmstep.cpu.StateBlock;
import dev.realmstep.cpu.engine.translator.host.BackEnd;
import dev.realmstep.cpu.engine.translator.host.HostCode;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;

/** For x86-64 with what {@link HostProcessor} checks, as a function of the System V calling convention. */
public final class X86BackEnd implements BackEnd {
    private static final int[] CALLEE_SAVED = {Register.RBX, RBP, Register.R12, Register.R13, Register.R14, Register.R15
    };
    private static final int PUSH = 0x50;
    private static final int POP = 0x58;
    private static final int REX_B = 0x41;
    private static final int RETURN = 0xC3;
    private static final int MXCSR = 0xAE;
    private static final int LOAD_MXCSR = 2;
    private static final int STORE_MXCSR = 3;

    private final Assembler assembler = new Assembler();

    @Override
    public HostCode translate(BlockCode code, TranslationState state, int block, int acceptedBranchTypes) {
        assembler.clear();
        BlockWriter writer = new BlockWriter(assembler, code, state, block);
        OperationWriter operations = new OperationWriter(writer);
        operations.ends().indirectEntry(code.instructions(), acceptedBranchTypes);
        int directEntry = assembler.position();
        operations.ends().directEntry(code.instructions());
        operations.write();
        writer.writeStubs();
        return new HostCode(assembler.bytes(), directEntry, writer.exits());
    }

    @Override
    public int vectorControl() {
        return VectorControl.INITIAL;
    }

    @Override
    public int floatingPointFlags(int vectorControl) {
        return VectorControl.flags(vectorControl);
    }

    @Override
    public byte[] entry() {
        assembler.clear();
        for (int register : CALLEE_SAVED) {
            pushOrPop(PUSH, register);
        }
        assembler.move(true, RBP, Register.RDI);
        assembler.move(true, Register.RAX, Register.RSI);
        assembler.load(true, Register.R15, RBP, StateBlock.BUDGET);
        for (int n = 0; n < Register.RESIDENT.length; n++) {
            assembler.load(true, Register.RESIDENT[n], RBP, StateBlock.GENERAL_REGISTERS + Long.BYTES * n);
        }
        assembler.vex(0, 1, false, MXCSR, LOAD_MXCSR, 0, RBP, StateBlock.VECTOR_CONTROL);
        assembler.jumpTo(Register.RAX);
        return assembler.bytes();
    }

    @Override
    public byte[] exit() {
        assembler.clear();
        assembler.store(true, Register.R15, RBP, StateBlock.BUDGET);
        for (int n = 0; n < Register.RESIDENT.length; n++) {
            assembler.store(true, Register.RESIDENT[n], RBP, StateBlock.GENERAL_REGISTERS + Long.BYTES * n);
        }
        assembler.vex(0, 1, false, MXCSR, STORE_MXCSR, 0, RBP, StateBlock.VECTOR_CONTROL);
        for (int i = CALLEE_SAVED.length - 1; i >= 0; i--) {
            pushOrPop(POP, CALLEE_SAVED[i]);
        }
        assembler.simple(RETURN);
        return assembler.bytes();
    }

    private void pushOrPop(int opcode, int register) {
        if (register >= Register.R8) {
            assembler.simple(REX_B);
        }
        assembler.simple(opcode | (register & 7));
    }
}

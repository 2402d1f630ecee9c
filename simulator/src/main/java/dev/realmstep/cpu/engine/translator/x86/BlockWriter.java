package dev.realmstep.cpu.engine.translator.x86;

import dev.realmstep.cpu.StateBlock;
import dev.realmstep.cpu.engine.translator.host.Exit;
import dev.realmstep.cpu.engine.translator.host.ExitNumbers;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import java.util.ArrayList;
import java.util.List;

/** What the parts of the back end share while the code of one block is written. */
final class BlockWriter {
    /** Code off the usual path, written behind the block. */
    @FunctionalInterface
    interface Stub {
        void write();
    }

    final Assembler assembler;
    final RegisterCache registers;
    final VectorCache vectors;
    final VectorConstants constants;
    final Flags flags;
    final TranslationState state;
    final BlockCode code;

    private final int block;
    private final List<Exit> exits = new ArrayList<>();
    private final List<Stub> stubs = new ArrayList<>();
    private int instruction;

    BlockWriter(Assembler assembler, BlockCode code, TranslationState state, int block) {
        this.assembler = assembler;
        this.registers = new RegisterCache(assembler, state.ownStackPointer() ? state.level() : 0);
        this.vectors = new VectorCache(assembler);
        this.constants = new VectorConstants(this);
        this.flags = new Flags(assembler);
        this.state = state;
        this.code = code;
        this.block = block;
    }

    void beginInstruction(int index) {
        instruction = index;
    }

    int instruction() {
        return instruction;
    }

    void later(Stub stub) {
        stubs.add(stub);
    }

    void writeStubs() {
        // A stub may add others.
        for (int i = 0; i < stubs.size(); i++) {
            stubs.get(i).write();
        }
    }

    List<Exit> exits() {
        return exits;
    }

    /** Leaves translated code; what has to be stored is stored. */
    void leave(Exit exit) {
        assembler.constant(Register.RAX, ExitNumbers.of(block, exits.size()));
        exits.add(exit);
        assembler.jumpTo(Register.RBP, StateBlock.EXIT);
    }

    /** A place to jump to that leaves an instruction, nothing of which is done, to the interpreter. */
    Label interpretLabel() {
        Label label = new Label();
        RegisterCache.Snapshot held = registers.snapshot();
        int at = instruction;
        later(() -> {
            assembler.bind(label);
            held.store();
            leave(new Exit(Exit.Kind.LEAVE, at, 0, 0, 0, 0));
        });
        return label;
    }
}

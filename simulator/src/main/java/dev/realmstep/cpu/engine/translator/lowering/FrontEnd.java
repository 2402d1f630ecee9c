package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.memory.NativeMemory;

/** Makes blocks of micro-operations from A64 in memory. */
public final class FrontEnd {
    /** Longer blocks gain little, and a budget that ends in one leaves all of it to the interpreter. */
    public static final int MAXIMUM_INSTRUCTIONS = 64;

    private static final int INSTRUCTION_BYTES = 4;
    private static final int PAGE_MASK = 0xFFF;

    private final Decoder decoder;

    /** @param decoder of the instructions that the element has */
    public FrontEnd(Decoder decoder) {
        this.decoder = decoder;
    }

    /**
     * The block that begins at an address and ends with a branch, with something that only the interpreter does, or with
     * the page.
     *
     * @param memory the host's address of the first instruction
     */
    public BlockCode translate(long address, long memory, TranslationState state) {
        BlockCode code = new BlockCode(address);
        Lowering lowering = new Lowering(code, state);
        long position = address;
        while (true) {
            int word = NativeMemory.getInt(memory + (position - address));
            Instruction instruction = decoder.decode(word);
            code.beginInstruction();
            if (instruction == null) {
                code.interpretAndLeave();
                return code;
            }
            if (lowering.lower(instruction, word)) {
                return code;
            }
            position += INSTRUCTION_BYTES;
            if (code.instructions() == MAXIMUM_INSTRUCTIONS || (position & PAGE_MASK) == 0) {
                Branches.continueAt(code, position);
                return code;
            }
        }
    }
}

package dev.realmstep.cpu.decode;

import dev.realmstep.cpu.isa.Instruction;

/** Writes instruction words in assembly language, with the aliases that the Arm ARM prefers. */
public final class Disassembler {
    private final Decoder decoder = Decoder.ofAllFeatures();

    /**
     * The text of one instruction: mnemonic, spaces to column 8, operands; addresses of branch targets are absolute.
     *
     * @param address of the instruction
     */
    public String disassemble(int word, long address) {
        Instruction instruction = decoder.decode(word);
        return instruction == null
                ? ".inst   0x%08x ; undefined".formatted(word)
                : instruction.disassemble(word, address);
    }
}

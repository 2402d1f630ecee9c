package dev.realmstep.cpu.isa;

/** Writes one operand of an instruction in assembly language. */
@FunctionalInterface
interface Operand {
    /**
     * The operand's text.
     *
     * @param address of the instruction, for operands relative to it
     */
    String format(int word, long address);
}

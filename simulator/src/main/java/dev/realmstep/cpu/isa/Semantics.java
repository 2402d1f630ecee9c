package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.ProcessingElement;

/** What an instruction does: reads its operands from the word, acts on the processing element, or takes an exception. */
@FunctionalInterface
public interface Semantics {
    /** @throws dev.realmstep.cpu.SynchronousException if the instruction takes an exception */
    void execute(ProcessingElement element, int word);
}

package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;

/** What all instructions of this package have in common. */
final class ScalableInstruction {
    private ScalableInstruction() {}

    /** Begins the declaration of an instruction that CPACR_EL1 and CPTR_ELx can trap, of SVE unless it says otherwise. */
    static Instruction.Builder declare(InstructionClass instructionClass, String name, String pattern) {
        return Instruction.declare(instructionClass, name, pattern)
                .feature(Feature.SVE)
                .guardedBy(ProcessingElement::checkScalableAccess);
    }

    /** Bits [23:22]: the logarithm of an element's bytes. */
    static int size(int word) {
        return Fields.bits(word, 22, 2);
    }

    /** Pg of three bits. */
    static int governing(int word) {
        return Fields.bits(word, 10, 3);
    }
}

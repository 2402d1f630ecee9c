package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;

/** What all instructions of this package have in common. */
final class VectorInstruction {
    private VectorInstruction() {}

    /** Begins the declaration of an instruction that CPACR_EL1 and CPTR_ELx can trap, of Advanced SIMD unless it says otherwise. */
    static Instruction.Builder declare(InstructionClass instructionClass, String name, String pattern) {
        return Instruction.declare(instructionClass, name, pattern)
                .feature(Feature.ADVANCED_SIMD)
                .guardedBy(ProcessingElement::checkVectorAccess);
    }
}

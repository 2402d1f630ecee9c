package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** ADR and ADRP (Arm ARM C4.1, PC-rel. addressing). */
public final class PcRelativeAddressing {
    private static final int PAGE_BITS = 12;

    private PcRelativeAddressing() {}

    public static List<Instruction> instructions() {
        return List.of(
                Instruction.declare(InstructionClass.PC_RELATIVE_ADDRESSING, "ADR", "0 immlo:2 10000 immhi:19 Rd:5")
                        .assembly("adr <Xd>, <adr>")
                        .semantics(PcRelativeAddressing::adr),
                Instruction.declare(InstructionClass.PC_RELATIVE_ADDRESSING, "ADRP", "1 immlo:2 10000 immhi:19 Rd:5")
                        .assembly("adrp <Xd>, <adrp>")
                        .semantics(PcRelativeAddressing::adrp));
    }

    private static void adr(ProcessingElement element, int word) {
        element.setX(Fields.rd(word), element.programCounter() + Fields.adrOffset(word));
    }

    private static void adrp(ProcessingElement element, int word) {
        long page = element.programCounter() & -1L << PAGE_BITS;
        element.setX(Fields.rd(word), page + (Fields.adrOffset(word) << PAGE_BITS));
    }
}

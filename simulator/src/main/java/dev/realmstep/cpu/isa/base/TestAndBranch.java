package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** TBZ and TBNZ (Arm ARM C4.1, Test and branch (immediate)). */
public final class TestAndBranch {
    private TestAndBranch() {}

    public static List<Instruction> instructions() {
        return List.of(
                Instruction.declare(InstructionClass.TEST_AND_BRANCH, "TBZ", "b5 0110110 b40:5 imm14:14 Rt:5")
                        .assembly("tbz <testedRegister>, #<testedBit>, <label14>")
                        .semantics((element, word) -> jumpIf(!tested(element, word), element, word)),
                Instruction.declare(InstructionClass.TEST_AND_BRANCH, "TBNZ", "b5 0110111 b40:5 imm14:14 Rt:5")
                        .assembly("tbnz <testedRegister>, #<testedBit>, <label14>")
                        .semantics((element, word) -> jumpIf(tested(element, word), element, word)));
    }

    private static boolean tested(ProcessingElement element, int word) {
        return (element.x(Fields.rd(word)) >>> Fields.testedBit(word) & 1) != 0;
    }

    private static void jumpIf(boolean condition, ProcessingElement element, int word) {
        if (condition) {
            element.setNextProgramCounter(element.programCounter() + 4 * Fields.signedBits(word, 5, 14));
        }
    }
}

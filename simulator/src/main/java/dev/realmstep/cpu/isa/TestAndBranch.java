package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.ProcessingElement;
import java.util.List;

/** TBZ and TBNZ (Arm ARM C4.1, Test and branch (immediate)). */
final class TestAndBranch {
    private TestAndBranch() {}

    static List<Instruction> instructions() {
        return List.of(
                Instruction.declare(InstructionClass.TEST_AND_BRANCH, "TBZ", "b5 0110110 b40:5 imm14:14 Rt:5")
                        .assembly("tbz <testedRegister>, #<testedBit>, <label14>")
                        .semantics((element, word) -> jumpIf(!tested(element, word), element, word)),
                Instruction.declare(InstructionClass.TEST_AND_BRANCH, "TBNZ", "b5 0110111 b40:5 imm14:14 Rt:5")
                        .assembly("tbnz <testedRegister>, #<testedBit>, <label14>")
                        .semantics((element, word) -> jumpIf(tested(element, word), element, word)));
    }

    /** b5:b40. */
    static int testedBit(int word) {
        return word >>> 31 << 5 | Fields.bits(word, 19, 5);
    }

    private static boolean tested(ProcessingElement element, int word) {
        return (element.x(Fields.rd(word)) >>> testedBit(word) & 1) != 0;
    }

    private static void jumpIf(boolean condition, ProcessingElement element, int word) {
        if (condition) {
            element.branchTo(element.programCounter() + 4 * Fields.signedBits(word, 5, 14));
        }
    }
}

package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** Conditional and unconditional branches (Arm ARM C4.1, Branches, Exception Generating and System instructions). */
public final class Branches {
    private static final int LINK_REGISTER = 30;
    /** PSTATE.BTYPE of a branch through X16 or X17, or from a page that is not guarded; of a call; of any other. */
    private static final int BRANCH_ANYWHERE = 0b01;

    private static final int BRANCH_CALL = 0b10;
    private static final int BRANCH_GUARDED = 0b11;

    private Branches() {}

    public static List<Instruction> instructions() {
        return List.of(
                Instruction.declare(InstructionClass.CONDITIONAL_BRANCH, "B.cond", "01010100 imm19:19 0 cond:4")
                        .assembly("b.<branchCond> <label19>")
                        .semantics(Branches::conditional),
                Instruction.declare(
                                InstructionClass.CONSISTENT_CONDITIONAL_BRANCH, "BC.cond", "01010100 imm19:19 1 cond:4")
                        .feature(Feature.HBC)
                        .assembly("bc.<branchCond> <label19>")
                        .semantics(Branches::conditional),
                Instruction.declare(InstructionClass.UNCONDITIONAL_BRANCH_IMMEDIATE, "B", "000101 imm26:26")
                        .assembly("b <label26>")
                        .semantics(Branches::branch),
                Instruction.declare(InstructionClass.UNCONDITIONAL_BRANCH_IMMEDIATE, "BL", "100101 imm26:26")
                        .assembly("bl <label26>")
                        .semantics(Branches::branchWithLink),
                Instruction.declare(InstructionClass.COMPARE_AND_BRANCH, "CBZ", "sf 0110100 imm19:19 Rt:5")
                        .assembly("cbz <Rt>, <label19>")
                        .semantics(Branches::compareZero),
                Instruction.declare(InstructionClass.COMPARE_AND_BRANCH, "CBNZ", "sf 0110101 imm19:19 Rt:5")
                        .assembly("cbnz <Rt>, <label19>")
                        .semantics(Branches::compareNonZero),
                Instruction.declare(
                                InstructionClass.UNCONDITIONAL_BRANCH_REGISTER,
                                "BR",
                                "1101011000011111000000 Rn:5 00000")
                        .assembly("br <Xn>")
                        .semantics((element, word) -> indirect(element, word, element.x(Fields.rn(word)))),
                Instruction.declare(
                                InstructionClass.UNCONDITIONAL_BRANCH_REGISTER,
                                "BLR",
                                "1101011000111111000000 Rn:5 00000")
                        .assembly("blr <Xn>")
                        .semantics((element, word) -> indirectWithLink(element, element.x(Fields.rn(word)))),
                Instruction.declare(
                                InstructionClass.UNCONDITIONAL_BRANCH_REGISTER,
                                "RET",
                                "1101011001011111000000 Rn:5 00000")
                        .alias("ret", word -> Fields.rn(word) == LINK_REGISTER)
                        .assembly("ret <Xn>")
                        .semantics(Branches::returnToRegister));
    }

    private static void jump(ProcessingElement element, long words) {
        element.setNextProgramCounter(element.programCounter() + 4 * words);
    }

    private static void conditional(ProcessingElement element, int word) {
        if (element.state().holds(word & 0xF)) {
            jump(element, Fields.signedBits(word, 5, 19));
        }
    }

    private static void branch(ProcessingElement element, int word) {
        jump(element, Fields.signedBits(word, 0, 26));
    }

    private static void branchWithLink(ProcessingElement element, int word) {
        element.setX(LINK_REGISTER, element.programCounter() + 4);
        branch(element, word);
    }

    private static long compared(ProcessingElement element, int word) {
        return Fields.sf(word) ? element.x(Fields.rd(word)) : element.w(Fields.rd(word));
    }

    private static void compareZero(ProcessingElement element, int word) {
        if (compared(element, word) == 0) {
            jump(element, Fields.signedBits(word, 5, 19));
        }
    }

    private static void compareNonZero(ProcessingElement element, int word) {
        if (compared(element, word) != 0) {
            jump(element, Fields.signedBits(word, 5, 19));
        }
    }

    private static void returnToRegister(ProcessingElement element, int word) {
        element.branchTo(element.x(Fields.rn(word)));
    }

    /** BR and its kin. */
    static void indirect(ProcessingElement element, int word, long target) {
        boolean anywhere =
                isVeneerRegister(Fields.rn(word)) || !element.memory().isGuarded(element.programCounter());
        element.state().setBranchType(anywhere ? BRANCH_ANYWHERE : BRANCH_GUARDED);
        element.branchTo(target);
    }

    /** X16 and X17 belong to linkers' veneers, which lead to where calls do. */
    private static boolean isVeneerRegister(int register) {
        return register == 16 || register == 17;
    }

    /** BLR and its kin. */
    static void indirectWithLink(ProcessingElement element, long target) {
        element.state().setBranchType(BRANCH_CALL);
        element.setX(LINK_REGISTER, element.programCounter() + 4);
        element.branchTo(target);
    }
}

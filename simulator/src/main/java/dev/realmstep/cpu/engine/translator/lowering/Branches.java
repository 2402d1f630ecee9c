package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/** Branches, which end a block. */
final class Branches {
    private static final int LINK_REGISTER = 30;
    private static final int INSTRUCTION_BYTES = 4;
    private static final int ALWAYS = 14;

    private static final int BRANCH_TYPE_ANYWHERE = 1;
    private static final int BRANCH_TYPE_CALL = 2;
    private static final int BRANCH_TYPE_GUARDED = 3;

    private Branches() {}

    static void conditional(BlockCode code, int word) {
        int condition = word & 0xF;
        long target = target(code, Fields.signedBits(word, 5, 19));
        if (condition >= ALWAYS) {
            jump(code, target);
        } else {
            code.add(Opcode.JUMP_IF, 64, Operand.NONE, Operand.NONE, Operand.NONE, condition, target);
        }
    }

    static void unconditional(BlockCode code, int word) {
        long target = target(code, Fields.signedBits(word, 0, 26));
        if (word < 0) {
            link(code);
        }
        jump(code, target);
    }

    static void compare(BlockCode code, int word) {
        Opcode opcode = Fields.bit(word, 24) ? Opcode.JUMP_IF_NOT_ZERO : Opcode.JUMP_IF_ZERO;
        long target = target(code, Fields.signedBits(word, 5, 19));
        code.add(opcode, Registers.width(word), Operand.NONE, Fields.rd(word), Operand.NONE, 0, target);
    }

    static void test(BlockCode code, int word) {
        Opcode opcode = Fields.bit(word, 24) ? Opcode.JUMP_IF_BIT_SET : Opcode.JUMP_IF_BIT_CLEAR;
        long target = target(code, Fields.signedBits(word, 5, 14));
        code.add(opcode, 64, Operand.NONE, Fields.rd(word), Operand.NONE, Fields.testedBit(word), target);
    }

    /** BR, BLR and RET. */
    static void register(BlockCode code, int word, boolean guarded) {
        int target = Fields.rn(word);
        switch (Fields.bits(word, 21, 2)) {
            case 0 -> {
                boolean anywhere = target == 16 || target == 17 || !guarded;
                indirect(code, target, anywhere ? BRANCH_TYPE_ANYWHERE : BRANCH_TYPE_GUARDED);
            }
            case 1 -> {
                int kept = code.temporary();
                code.add(Opcode.MOVE, 64, kept, target, Operand.NONE);
                link(code);
                indirect(code, kept, BRANCH_TYPE_CALL);
            }
            default -> indirect(code, target, 0);
        }
    }

    /** The block ends in front of an instruction. */
    static void continueAt(BlockCode code, long address) {
        jump(code, address);
    }

    private static void indirect(BlockCode code, int target, int branchType) {
        code.add(Opcode.JUMP_INDIRECT, 64, Operand.NONE, target, Operand.NONE, 0, branchType);
    }

    private static void link(BlockCode code) {
        code.constant(LINK_REGISTER, code.currentAddress() + INSTRUCTION_BYTES);
    }

    private static void jump(BlockCode code, long target) {
        code.add(Opcode.JUMP, 64, Operand.NONE, Operand.NONE, Operand.NONE, 0, target);
    }

    private static long target(BlockCode code, long words) {
        return code.currentAddress() + INSTRUCTION_BYTES * words;
    }
}

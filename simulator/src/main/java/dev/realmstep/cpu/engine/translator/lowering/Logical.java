package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.BitMasks;
import dev.realmstep.cpu.isa.Fields;

/** Bitwise operations, moves and address calculations. */
final class Logical {
    /** By opc (bits [30:29]). */
    private static final Opcode[] OPERATIONS = {Opcode.AND, Opcode.OR, Opcode.EXCLUSIVE_OR, Opcode.AND_SETTING_FLAGS};

    private static final Opcode[] SHIFTS = {
        Opcode.SHIFT_LEFT, Opcode.SHIFT_RIGHT, Opcode.SHIFT_RIGHT_ARITHMETIC, Opcode.ROTATE_RIGHT
    };

    private static final int ORR = 1;
    private static final int ANDS = 3;
    private static final long LOW_PAGE = 0xFFF;

    private Logical() {}

    static void immediate(BlockCode code, int word) {
        int operation = Fields.bits(word, 29, 2);
        int target = operation == ANDS ? Fields.rd(word) : Registers.rdOrSp(word);
        int width = Registers.width(word);
        long value = BitMasks.logicalImmediate(word);
        long immediate = width == 64 ? value : value & 0xFFFF_FFFFL;
        if (operation == ORR && Fields.rn(word) == Operand.ZERO) {
            code.constant(target, immediate);
        } else {
            code.addImmediate(OPERATIONS[operation], width, target, Fields.rn(word), immediate);
        }
    }

    static void shiftedRegister(BlockCode code, int word) {
        int operation = Fields.bits(word, 29, 2);
        int width = Registers.width(word);
        int second = shiftedOperand(code, word);
        boolean inverts = Fields.bit(word, 21);
        if (operation == ORR && Fields.rn(word) == Operand.ZERO) {
            code.add(inverts ? Opcode.NOT : Opcode.MOVE, width, Fields.rd(word), second, Operand.NONE);
            return;
        }
        if (inverts && operation == 0) {
            code.add(Opcode.AND_NOT, width, Fields.rd(word), Fields.rn(word), second);
            return;
        }
        if (inverts) {
            int inverted = code.temporary();
            code.add(Opcode.NOT, width, inverted, second, Operand.NONE);
            second = inverted;
        }
        code.add(OPERATIONS[operation], width, Fields.rd(word), Fields.rn(word), second);
    }

    /** Rm, shifted by an immediate. */
    static int shiftedOperand(BlockCode code, int word) {
        int amount = Fields.imms(word);
        if (amount == 0) {
            return Fields.rm(word);
        }
        int shifted = code.temporary();
        code.addImmediate(SHIFTS[Fields.bits(word, 22, 2)], Registers.width(word), shifted, Fields.rm(word), amount);
        return shifted;
    }

    /** MOVN, MOVZ, MOVK. */
    static void moveWide(BlockCode code, int word) {
        int target = Fields.rd(word);
        long value = Fields.wideImmediate(word);
        long width = Fields.sf(word) ? -1L : 0xFFFF_FFFFL;
        switch (Fields.bits(word, 29, 2)) {
            case 0 -> code.constant(target, ~value & width);
            case 2 -> code.constant(target, value);
            default -> {
                int kept = code.temporary();
                code.addImmediate(Opcode.AND, 64, kept, target, ~(0xFFFFL << Fields.wideShift(word)) & width);
                code.addImmediate(Opcode.OR, 64, target, kept, value);
            }
        }
    }

    /** ADR and ADRP. */
    static void address(BlockCode code, int word) {
        long base = code.currentAddress();
        long value = word < 0 ? (base & ~LOW_PAGE) + (Fields.adrOffset(word) << 12) : base + Fields.adrOffset(word);
        code.constant(Fields.rd(word), value);
    }

    /** LSLV, LSRV, ASRV, RORV. */
    static void shiftVariable(BlockCode code, int word) {
        code.add(
                SHIFTS[Fields.bits(word, 10, 2)],
                Registers.width(word),
                Fields.rd(word),
                Fields.rn(word),
                Fields.rm(word));
    }
}

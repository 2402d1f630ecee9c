package dev.realmstep.cpu.engine.translator.lowering;

import static dev.realmstep.cpu.engine.translator.lowering.Registers.rdOrSp;
import static dev.realmstep.cpu.engine.translator.lowering.Registers.rnOrSp;

import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/** Additions and subtractions. */
final class Arithmetic {
    private static final int UXTX = 3;
    private static final int SXTX = 7;

    private Arithmetic() {}

    static void immediate(BlockCode code, int word) {
        long value = Fields.bits(word, 10, 12);
        long immediate = Fields.bit(word, 22) ? value << 12 : value;
        boolean subtracts = subtracts(word);
        int width = Registers.width(word);
        if (setsFlags(word)) {
            code.addImmediate(settingFlags(subtracts), width, Fields.rd(word), rnOrSp(word), immediate);
        } else {
            code.addImmediate(plain(subtracts), width, rdOrSp(word), rnOrSp(word), immediate);
        }
    }

    static void shiftedRegister(BlockCode code, int word) {
        int second = Logical.shiftedOperand(code, word);
        Opcode opcode = setsFlags(word) ? settingFlags(subtracts(word)) : plain(subtracts(word));
        code.add(opcode, Registers.width(word), Fields.rd(word), Fields.rn(word), second);
    }

    static void extendedRegister(BlockCode code, int word) {
        int second = extended(code, Fields.rm(word), Fields.bits(word, 13, 3), Fields.bits(word, 10, 3));
        if (setsFlags(word)) {
            code.add(settingFlags(subtracts(word)), Registers.width(word), Fields.rd(word), rnOrSp(word), second);
        } else {
            code.add(plain(subtracts(word)), Registers.width(word), rdOrSp(word), rnOrSp(word), second);
        }
    }

    static void withCarry(BlockCode code, int word) {
        int width = Registers.width(word);
        int second = Fields.rm(word);
        if (subtracts(word)) {
            int inverted = code.temporary();
            code.add(Opcode.NOT, width, inverted, second, Operand.NONE);
            second = inverted;
        }
        Opcode opcode = setsFlags(word) ? Opcode.ADD_WITH_CARRY_SETTING_FLAGS : Opcode.ADD_WITH_CARRY;
        code.add(opcode, width, Fields.rd(word), Fields.rn(word), second);
    }

    /**
     * A register extended and shifted, as address calculations and additions have it.
     *
     * @param option of the encoding: UXTB to SXTX
     */
    static int extended(BlockCode code, int register, int option, int shift) {
        int value = register;
        if (option != UXTX && option != SXTX) {
            value = code.temporary();
            int bits = 8 << (option & 3);
            Opcode opcode = option >= 4 ? Opcode.SIGN_EXTEND : Opcode.ZERO_EXTEND;
            code.addImmediate(opcode, 64, value, register, bits);
        }
        if (shift == 0) {
            return value;
        }
        int shifted = code.temporary();
        code.addImmediate(Opcode.SHIFT_LEFT, 64, shifted, value, shift);
        return shifted;
    }

    private static boolean subtracts(int word) {
        return Fields.bit(word, 30);
    }

    private static boolean setsFlags(int word) {
        return Fields.bit(word, 29);
    }

    private static Opcode plain(boolean subtracts) {
        return subtracts ? Opcode.SUBTRACT : Opcode.ADD;
    }

    private static Opcode settingFlags(boolean subtracts) {
        return subtracts ? Opcode.SUBTRACT_SETTING_FLAGS : Opcode.ADD_SETTING_FLAGS;
    }
}

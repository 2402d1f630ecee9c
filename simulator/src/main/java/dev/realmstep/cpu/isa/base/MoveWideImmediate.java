package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** MOVN, MOVZ and MOVK (Arm ARM C4.1, Move wide (immediate)). */
public final class MoveWideImmediate {
    private MoveWideImmediate() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("MOVN", "sf 00 100101 hw:2 imm16:16 Rd:5")
                        .alias("mov <Rd>, #<movn>", MoveWideImmediate::isPreferredInverseMove)
                        .assembly("movn <Rd>, #<x:imm16>{, <hwShift>}")
                        .semantics(MoveWideImmediate::movn),
                declare("MOVZ", "sf 10 100101 hw:2 imm16:16 Rd:5")
                        .alias("mov <Rd>, #<movz>", MoveWideImmediate::isPreferredMove)
                        .assembly("movz <Rd>, #<x:imm16>{, <hwShift>}")
                        .semantics(MoveWideImmediate::movz),
                declare("MOVK", "sf 11 100101 hw:2 imm16:16 Rd:5")
                        .assembly("movk <Rd>, #<x:imm16>{, <hwShift>}")
                        .semantics(MoveWideImmediate::movk));
    }

    private static Instruction.Builder declare(String name, String pattern) {
        return Instruction.declare(InstructionClass.MOVE_WIDE_IMMEDIATE, name, pattern)
                .allocatedWhen(word -> Fields.sf(word) || !Fields.bit(word, 22));
    }

    /** Whether MOVZ of a register's size can give a value: all of its ones are in one aligned halfword. */
    static boolean isMoveOf(long value, boolean is64) {
        long register = is64 ? value : value & 0xFFFF_FFFFL;
        int shift = Long.numberOfTrailingZeros(register) & ~15;
        return register == 0 || register >>> shift >>> 16 == 0;
    }

    private static boolean isPreferredMove(int word) {
        return Fields.bits(word, 5, 16) != 0 || Fields.wideShift(word) == 0;
    }

    private static boolean isPreferredInverseMove(int word) {
        return isPreferredMove(word) && (Fields.sf(word) || Fields.bits(word, 5, 16) != 0xFFFF);
    }

    private static void set(ProcessingElement element, int word, long value) {
        element.setX(Fields.rd(word), Fields.sf(word) ? value : value & 0xFFFF_FFFFL);
    }

    private static void movn(ProcessingElement element, int word) {
        set(element, word, ~Fields.wideImmediate(word));
    }

    private static void movz(ProcessingElement element, int word) {
        element.setX(Fields.rd(word), Fields.wideImmediate(word));
    }

    private static void movk(ProcessingElement element, int word) {
        long kept = element.x(Fields.rd(word)) & ~(0xFFFFL << Fields.wideShift(word));
        set(element, word, kept | Fields.wideImmediate(word));
    }
}

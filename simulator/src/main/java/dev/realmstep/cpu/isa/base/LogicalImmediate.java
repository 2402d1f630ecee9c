package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.BitMasks;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** AND, ORR, EOR and ANDS with a bitmask immediate (Arm ARM C4.1, Logical (immediate)). */
public final class LogicalImmediate {
    private LogicalImmediate() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("AND (immediate)", "sf 00 100100 N immr:6 imms:6 Rn:5 Rd:5")
                        .assembly("and <Rd|SP>, <Rn>, #<bitmask>")
                        .semantics(LogicalImmediate::and),
                declare("ORR (immediate)", "sf 01 100100 N immr:6 imms:6 Rn:5 Rd:5")
                        .alias("mov <Rd|SP>, #<bitmask>", LogicalImmediate::isPreferredMove)
                        .assembly("orr <Rd|SP>, <Rn>, #<bitmask>")
                        .semantics(LogicalImmediate::orr),
                declare("EOR (immediate)", "sf 10 100100 N immr:6 imms:6 Rn:5 Rd:5")
                        .assembly("eor <Rd|SP>, <Rn>, #<bitmask>")
                        .semantics(LogicalImmediate::eor),
                declare("ANDS (immediate)", "sf 11 100100 N immr:6 imms:6 Rn:5 Rd:5")
                        .alias("tst <Rn>, #<bitmask>", word -> Fields.rd(word) == 31)
                        .assembly("ands <Rd>, <Rn>, #<bitmask>")
                        .semantics(LogicalImmediate::ands));
    }

    private static Instruction.Builder declare(String name, String pattern) {
        return Instruction.declare(InstructionClass.LOGICAL_IMMEDIATE, name, pattern)
                .allocatedWhen(LogicalImmediate::isAllocated);
    }

    private static boolean isAllocated(int word) {
        int n = Fields.bits(word, 22, 1);
        return (Fields.sf(word) || n == 0) && !BitMasks.isReserved(n, Fields.bits(word, 10, 6));
    }

    /** MOV (bitmask immediate) is preferred where no MOVZ or MOVN does the same (Arm ARM, MoveWidePreferred). */
    private static boolean isPreferredMove(int word) {
        return Fields.rn(word) == 31 && (Fields.rd(word) == 31 || !isMoveWide(word));
    }

    private static boolean isMoveWide(int word) {
        long value = BitMasks.logicalImmediate(word);
        return MoveWideImmediate.isMoveOf(value, Fields.sf(word))
                || MoveWideImmediate.isMoveOf(~value, Fields.sf(word));
    }

    private static void set(ProcessingElement element, int word, long result) {
        element.setXOrSp(Fields.rd(word), Fields.sf(word) ? result : result & 0xFFFF_FFFFL);
    }

    private static void and(ProcessingElement element, int word) {
        set(element, word, element.x(Fields.rn(word)) & BitMasks.logicalImmediate(word));
    }

    private static void orr(ProcessingElement element, int word) {
        set(element, word, element.x(Fields.rn(word)) | BitMasks.logicalImmediate(word));
    }

    private static void eor(ProcessingElement element, int word) {
        set(element, word, element.x(Fields.rn(word)) ^ BitMasks.logicalImmediate(word));
    }

    private static void ands(ProcessingElement element, int word) {
        LogicalShiftedRegister.setWithFlags(
                element, word, element.x(Fields.rn(word)) & BitMasks.logicalImmediate(word));
    }
}

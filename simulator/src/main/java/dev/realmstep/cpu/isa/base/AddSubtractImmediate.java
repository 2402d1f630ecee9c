package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** ADD, ADDS, SUB and SUBS with a 12-bit immediate (Arm ARM C4.1, Add/subtract (immediate)). */
public final class AddSubtractImmediate {
    private AddSubtractImmediate() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("ADD (immediate)", "sf 00 100010 sh imm12:12 Rn:5 Rd:5")
                        .alias("mov <Rd|SP>, <Rn|SP>", AddSubtractImmediate::movesStackPointer)
                        .assembly("add <Rd|SP>, <Rn|SP>, #<x:imm12>{, <lsl12>}")
                        .semantics(AddSubtractImmediate::add),
                declare("ADDS (immediate)", "sf 01 100010 sh imm12:12 Rn:5 Rd:5")
                        .alias("cmn <Rn|SP>, #<x:imm12>{, <lsl12>}", word -> Fields.rd(word) == 31)
                        .assembly("adds <Rd>, <Rn|SP>, #<x:imm12>{, <lsl12>}")
                        .semantics(AddSubtractImmediate::adds),
                declare("SUB (immediate)", "sf 10 100010 sh imm12:12 Rn:5 Rd:5")
                        .assembly("sub <Rd|SP>, <Rn|SP>, #<x:imm12>{, <lsl12>}")
                        .semantics(AddSubtractImmediate::sub),
                declare("SUBS (immediate)", "sf 11 100010 sh imm12:12 Rn:5 Rd:5")
                        .alias("cmp <Rn|SP>, #<x:imm12>{, <lsl12>}", word -> Fields.rd(word) == 31)
                        .assembly("subs <Rd>, <Rn|SP>, #<x:imm12>{, <lsl12>}")
                        .semantics(AddSubtractImmediate::subs));
    }

    private static Instruction.Builder declare(String name, String pattern) {
        return Instruction.declare(InstructionClass.ADD_SUBTRACT_IMMEDIATE, name, pattern);
    }

    private static boolean movesStackPointer(int word) {
        return Fields.bits(word, 10, 13) == 0 && (Fields.rn(word) == 31 || Fields.rd(word) == 31);
    }

    private static long immediate(int word) {
        long value = Fields.bits(word, 10, 12);
        return Fields.bit(word, 22) ? value << 12 : value;
    }

    private static void add(ProcessingElement element, int word) {
        setSum(element, word, element.xOrSp(Fields.rn(word)) + immediate(word));
    }

    private static void sub(ProcessingElement element, int word) {
        setSum(element, word, element.xOrSp(Fields.rn(word)) - immediate(word));
    }

    private static void setSum(ProcessingElement element, int word, long sum) {
        element.setXOrSp(Fields.rd(word), Fields.sf(word) ? sum : sum & 0xFFFF_FFFFL);
    }

    private static void adds(ProcessingElement element, int word) {
        SumWithFlags.set(element, word, element.xOrSp(Fields.rn(word)), immediate(word), 0);
    }

    private static void subs(ProcessingElement element, int word) {
        SumWithFlags.set(element, word, element.xOrSp(Fields.rn(word)), ~immediate(word), 1);
    }
}

package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Shifts;
import java.util.List;

/** AND, ORR, EOR, ANDS and their kin with an inverted operand (Arm ARM C4.1, Logical (shifted register)). */
public final class LogicalShiftedRegister {
    private LogicalShiftedRegister() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("AND (shifted register)", "00", "0")
                        .assembly("and <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics((element, word) -> set(element, word, first(element, word) & second(element, word))),
                declare("BIC (shifted register)", "00", "1")
                        .assembly("bic <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics(
                                (element, word) -> set(element, word, first(element, word) & ~second(element, word))),
                declare("ORR (shifted register)", "01", "0")
                        .alias("mov <Rd>, <Rm>", LogicalShiftedRegister::isMove)
                        .assembly("orr <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics((element, word) -> set(element, word, first(element, word) | second(element, word))),
                declare("ORN (shifted register)", "01", "1")
                        .alias("mvn <Rd>, <Rm>{, <shift>}", word -> Fields.rn(word) == 31)
                        .assembly("orn <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics(
                                (element, word) -> set(element, word, first(element, word) | ~second(element, word))),
                declare("EOR (shifted register)", "10", "0")
                        .assembly("eor <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics((element, word) -> set(element, word, first(element, word) ^ second(element, word))),
                declare("EON (shifted register)", "10", "1")
                        .assembly("eon <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics(
                                (element, word) -> set(element, word, first(element, word) ^ ~second(element, word))),
                declare("ANDS (shifted register)", "11", "0")
                        .alias("tst <Rn>, <Rm>{, <shift>}", word -> Fields.rd(word) == 31)
                        .assembly("ands <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics((element, word) ->
                                setWithFlags(element, word, first(element, word) & second(element, word))),
                declare("BICS (shifted register)", "11", "1")
                        .assembly("bics <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics((element, word) ->
                                setWithFlags(element, word, first(element, word) & ~second(element, word))));
    }

    private static Instruction.Builder declare(String name, String operation, String inverted) {
        return Instruction.declare(
                        InstructionClass.LOGICAL_SHIFTED_REGISTER,
                        name,
                        "sf " + operation + " 01010 shift:2 " + inverted + " Rm:5 imm6:6 Rn:5 Rd:5")
                .allocatedWhen(word -> Fields.sf(word) || !Fields.bit(word, 15));
    }

    private static boolean isMove(int word) {
        return Fields.rn(word) == 31 && Fields.bits(word, 10, 6) == 0 && Fields.bits(word, 22, 2) == 0;
    }

    private static long first(ProcessingElement element, int word) {
        return element.x(Fields.rn(word));
    }

    private static long second(ProcessingElement element, int word) {
        return shiftedOperand(element, word);
    }

    /** Rm, shifted as the instruction says. */
    static long shiftedOperand(ProcessingElement element, int word) {
        long value = element.x(Fields.rm(word));
        int type = Fields.bits(word, 22, 2);
        int amount = Fields.bits(word, 10, 6);
        return Fields.sf(word) ? Shifts.shift64(value, type, amount) : Shifts.shift32(value, type, amount);
    }

    private static void set(ProcessingElement element, int word, long result) {
        element.setX(Fields.rd(word), Fields.sf(word) ? result : result & 0xFFFF_FFFFL);
    }

    /** Sets Rd to the result of a logical operation, and the flags with it. */
    static void setWithFlags(ProcessingElement element, int word, long result) {
        set(element, word, result);
        element.state()
                .setNzcv(Fields.sf(word) ? Arithmetic.flagsOfLogical64(result) : Arithmetic.flagsOfLogical32(result));
    }
}

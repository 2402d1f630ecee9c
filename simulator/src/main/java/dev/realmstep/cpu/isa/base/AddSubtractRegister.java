package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Shifts;
import java.util.List;

/** ADD, ADDS, SUB and SUBS of registers, shifted, extended, or with carry (Arm ARM C4.1, Data Processing -- Register). */
public final class AddSubtractRegister {
    private static final int ROR = 3;

    private AddSubtractRegister() {}

    public static List<Instruction> shifted() {
        return List.of(
                declareShifted("ADD (shifted register)", "00")
                        .assembly("add <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics(
                                (element, word) -> set(element, word, first(element, word) + shifted(element, word))),
                declareShifted("ADDS (shifted register)", "01")
                        .alias("cmn <Rn>, <Rm>{, <shift>}", word -> Fields.rd(word) == 31)
                        .assembly("adds <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics((element, word) ->
                                SumWithFlags.set(element, word, first(element, word), shifted(element, word), 0)),
                declareShifted("SUB (shifted register)", "10")
                        .alias("neg <Rd>, <Rm>{, <shift>}", word -> Fields.rn(word) == 31)
                        .assembly("sub <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics(
                                (element, word) -> set(element, word, first(element, word) - shifted(element, word))),
                declareShifted("SUBS (shifted register)", "11")
                        .alias("cmp <Rn>, <Rm>{, <shift>}", word -> Fields.rd(word) == 31)
                        .alias("negs <Rd>, <Rm>{, <shift>}", word -> Fields.rn(word) == 31)
                        .assembly("subs <Rd>, <Rn>, <Rm>{, <shift>}")
                        .semantics((element, word) ->
                                SumWithFlags.set(element, word, first(element, word), ~shifted(element, word), 1)));
    }

    public static List<Instruction> extended() {
        return List.of(
                declareExtended("ADD (extended register)", "00")
                        .assembly("add <Rd|SP>, <Rn|SP>, <extendedRm>{, <extend>}")
                        .semantics((element, word) ->
                                setOrSp(element, word, firstOrSp(element, word) + extended(element, word))),
                declareExtended("ADDS (extended register)", "01")
                        .alias("cmn <Rn|SP>, <extendedRm>{, <extend>}", word -> Fields.rd(word) == 31)
                        .assembly("adds <Rd>, <Rn|SP>, <extendedRm>{, <extend>}")
                        .semantics((element, word) ->
                                SumWithFlags.set(element, word, firstOrSp(element, word), extended(element, word), 0)),
                declareExtended("SUB (extended register)", "10")
                        .assembly("sub <Rd|SP>, <Rn|SP>, <extendedRm>{, <extend>}")
                        .semantics((element, word) ->
                                setOrSp(element, word, firstOrSp(element, word) - extended(element, word))),
                declareExtended("SUBS (extended register)", "11")
                        .alias("cmp <Rn|SP>, <extendedRm>{, <extend>}", word -> Fields.rd(word) == 31)
                        .assembly("subs <Rd>, <Rn|SP>, <extendedRm>{, <extend>}")
                        .semantics((element, word) -> SumWithFlags.set(
                                element, word, firstOrSp(element, word), ~extended(element, word), 1)));
    }

    public static List<Instruction> withCarry() {
        return List.of(
                declareWithCarry("ADC", "00")
                        .assembly("adc <Rd>, <Rn>, <Rm>")
                        .semantics((element, word) ->
                                set(element, word, first(element, word) + second(element, word) + carry(element))),
                declareWithCarry("ADCS", "01")
                        .assembly("adcs <Rd>, <Rn>, <Rm>")
                        .semantics((element, word) -> SumWithFlags.set(
                                element, word, first(element, word), second(element, word), carry(element))),
                declareWithCarry("SBC", "10")
                        .alias("ngc <Rd>, <Rm>", word -> Fields.rn(word) == 31)
                        .assembly("sbc <Rd>, <Rn>, <Rm>")
                        .semantics((element, word) ->
                                set(element, word, first(element, word) + ~second(element, word) + carry(element))),
                declareWithCarry("SBCS", "11")
                        .alias("ngcs <Rd>, <Rm>", word -> Fields.rn(word) == 31)
                        .assembly("sbcs <Rd>, <Rn>, <Rm>")
                        .semantics((element, word) -> SumWithFlags.set(
                                element, word, first(element, word), ~second(element, word), carry(element))));
    }

    private static Instruction.Builder declareShifted(String name, String operation) {
        return Instruction.declare(
                        InstructionClass.ADD_SUBTRACT_SHIFTED_REGISTER,
                        name,
                        "sf " + operation + " 01011 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5")
                .allocatedWhen(word -> Fields.bits(word, 22, 2) != ROR && (Fields.sf(word) || !Fields.bit(word, 15)));
    }

    private static Instruction.Builder declareExtended(String name, String operation) {
        return Instruction.declare(
                        InstructionClass.ADD_SUBTRACT_EXTENDED_REGISTER,
                        name,
                        "sf " + operation + " 01011001 Rm:5 option:3 imm3:3 Rn:5 Rd:5")
                .allocatedWhen(word -> Fields.bits(word, 10, 3) <= 4);
    }

    private static Instruction.Builder declareWithCarry(String name, String operation) {
        return Instruction.declare(
                InstructionClass.ADD_SUBTRACT_WITH_CARRY, name, "sf " + operation + " 11010000 Rm:5 000000 Rn:5 Rd:5");
    }

    private static long first(ProcessingElement element, int word) {
        return element.x(Fields.rn(word));
    }

    private static long firstOrSp(ProcessingElement element, int word) {
        return element.xOrSp(Fields.rn(word));
    }

    private static long second(ProcessingElement element, int word) {
        return element.x(Fields.rm(word));
    }

    private static long shifted(ProcessingElement element, int word) {
        return LogicalShiftedRegister.shiftedOperand(element, word);
    }

    private static long extended(ProcessingElement element, int word) {
        return Shifts.extend(element.x(Fields.rm(word)), Fields.bits(word, 13, 3), Fields.bits(word, 10, 3));
    }

    private static int carry(ProcessingElement element) {
        return element.state().nzcv() >>> 1 & 1;
    }

    private static void set(ProcessingElement element, int word, long result) {
        element.setX(Fields.rd(word), Fields.sf(word) ? result : result & 0xFFFF_FFFFL);
    }

    private static void setOrSp(ProcessingElement element, int word, long result) {
        element.setXOrSp(Fields.rd(word), Fields.sf(word) ? result : result & 0xFFFF_FFFFL);
    }
}

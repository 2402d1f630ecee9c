package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessState;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.function.IntPredicate;

/** CCMN, CCMP, CSEL, CSINC, CSINV and CSNEG (Arm ARM C4.1, Conditional compare and Conditional select). */
public final class ConditionalOperations {
    private ConditionalOperations() {}

    public static List<Instruction> compare() {
        return List.of(
                declareCompare("CCMN (register)", "0", "Rm:5 cond:4 0")
                        .assembly("ccmn <Rn>, <Rm>, #<x:nzcv>, <cond>")
                        .semantics((element, word) -> compare(element, word, element.x(Fields.rm(word)), 0)),
                declareCompare("CCMP (register)", "1", "Rm:5 cond:4 0")
                        .assembly("ccmp <Rn>, <Rm>, #<x:nzcv>, <cond>")
                        .semantics((element, word) -> compare(element, word, ~element.x(Fields.rm(word)), 1)),
                declareCompare("CCMN (immediate)", "0", "imm5:5 cond:4 1")
                        .assembly("ccmn <Rn>, #<x:imm5>, #<x:nzcv>, <cond>")
                        .semantics((element, word) -> compare(element, word, Fields.rm(word), 0)),
                declareCompare("CCMP (immediate)", "1", "imm5:5 cond:4 1")
                        .assembly("ccmp <Rn>, #<x:imm5>, #<x:nzcv>, <cond>")
                        .semantics((element, word) -> compare(element, word, ~Fields.rm(word), 1)));
    }

    public static List<Instruction> select() {
        IntPredicate invertible = word -> Fields.bits(word, 13, 3) != 0b111;
        IntPredicate ofOneRegister = word -> invertible.test(word) && Fields.rn(word) == Fields.rm(word);
        IntPredicate ofZero = word -> ofOneRegister.test(word) && Fields.rn(word) == 31;
        return List.of(
                declareSelect("CSEL", "0", "0")
                        .assembly("csel <Rd>, <Rn>, <Rm>, <cond>")
                        .semantics((element, word) -> select(element, word, second(element, word))),
                declareSelect("CSINC", "0", "1")
                        .alias("cset <Rd>, <invertedCond>", ofZero)
                        .alias("cinc <Rd>, <Rn>, <invertedCond>", ofOneRegister)
                        .assembly("csinc <Rd>, <Rn>, <Rm>, <cond>")
                        .semantics((element, word) -> select(element, word, second(element, word) + 1)),
                declareSelect("CSINV", "1", "0")
                        .alias("csetm <Rd>, <invertedCond>", ofZero)
                        .alias("cinv <Rd>, <Rn>, <invertedCond>", ofOneRegister)
                        .assembly("csinv <Rd>, <Rn>, <Rm>, <cond>")
                        .semantics((element, word) -> select(element, word, ~second(element, word))),
                declareSelect("CSNEG", "1", "1")
                        .alias("cneg <Rd>, <Rn>, <invertedCond>", ofOneRegister)
                        .assembly("csneg <Rd>, <Rn>, <Rm>, <cond>")
                        .semantics((element, word) -> select(element, word, -second(element, word))));
    }

    private static Instruction.Builder declareCompare(String name, String operation, String operand) {
        return Instruction.declare(
                InstructionClass.CONDITIONAL_COMPARE,
                name,
                "sf " + operation + " 111010010 " + operand + " 0 Rn:5 0 nzcv:4");
    }

    private static Instruction.Builder declareSelect(String name, String inverts, String increments) {
        return Instruction.declare(
                InstructionClass.CONDITIONAL_SELECT,
                name,
                "sf " + inverts + " 011010100 Rm:5 cond:4 0 " + increments + " Rn:5 Rd:5");
    }

    private static void compare(ProcessingElement element, int word, long operand, int carry) {
        ProcessState state = element.state();
        if (!state.holds(Fields.bits(word, 12, 4))) {
            state.setNzcv(word & 0xF);
            return;
        }
        long first = element.x(Fields.rn(word));
        state.setNzcv(
                Fields.sf(word)
                        ? Arithmetic.flagsOfSum64(first, operand, carry)
                        : Arithmetic.flagsOfSum32(first, operand, carry));
    }

    private static long second(ProcessingElement element, int word) {
        return element.x(Fields.rm(word));
    }

    private static void select(ProcessingElement element, int word, long otherwise) {
        long result = element.state().holds(Fields.bits(word, 12, 4)) ? element.x(Fields.rn(word)) : otherwise;
        element.setX(Fields.rd(word), Fields.sf(word) ? result : result & 0xFFFF_FFFFL);
    }
}

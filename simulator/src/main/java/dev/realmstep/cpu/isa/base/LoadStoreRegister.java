package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.Shifts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Loads and stores of one general register in each addressing mode (Arm ARM C4.1, Loads and Stores). */
public final class LoadStoreRegister {
    private static final Semantics NO_OPERATION = (element, word) -> {};

    private LoadStoreRegister() {}

    public static List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>();
        for (SingleRegister single : SingleRegister.ALL) {
            instructions.add(unsignedOffset(single));
            instructions.add(unscaled(single));
            instructions.add(postIndexed(single));
            instructions.add(preIndexed(single));
            instructions.add(unprivileged(single));
            instructions.add(registerOffset(single));
        }
        instructions.addAll(literals());
        instructions.addAll(prefetches());
        return instructions;
    }

    private static Instruction unsignedOffset(SingleRegister single) {
        Transfer transfer = single.transfer();
        int scale = Integer.numberOfTrailingZeros(single.access().bytes());
        return declare(InstructionClass.LOAD_STORE_UNSIGNED_IMMEDIATE, single, "r", "01", "imm12:12")
                .assembly(single.assembly("r") + ", [<Xn|SP>{, #<d?:imm12*"
                        + single.access().bytes() + ">}]")
                .reportsAccess(single.access(), false)
                .semantics((element, word) -> transfer.move(
                        element, Fields.rd(word), base(element, word) + ((long) Fields.bits(word, 10, 12) << scale)));
    }

    private static Instruction unscaled(SingleRegister single) {
        Transfer transfer = single.transfer();
        return declare(InstructionClass.LOAD_STORE_UNSCALED_IMMEDIATE, single, "ur", "00", "0 imm9:9 00")
                .assembly(single.assembly("ur") + ", [<Xn|SP>{, #<s?:imm9>}]")
                .reportsAccess(single.access(), false)
                .semantics(
                        (element, word) -> transfer.move(element, Fields.rd(word), base(element, word) + imm9(word)));
    }

    private static Instruction postIndexed(SingleRegister single) {
        Transfer transfer = single.transfer();
        return declare(InstructionClass.LOAD_STORE_POST_INDEXED, single, "r", "00", "0 imm9:9 01")
                .assembly(single.assembly("r") + ", [<Xn|SP>], #<s:imm9>")
                .semantics((element, word) -> {
                    long address = base(element, word);
                    transfer.move(element, Fields.rd(word), address);
                    element.setXOrSp(Fields.rn(word), address + imm9(word));
                });
    }

    private static Instruction preIndexed(SingleRegister single) {
        Transfer transfer = single.transfer();
        return declare(InstructionClass.LOAD_STORE_PRE_INDEXED, single, "r", "00", "0 imm9:9 11")
                .assembly(single.assembly("r") + ", [<Xn|SP>, #<s:imm9>]!")
                .semantics((element, word) -> {
                    long address = base(element, word) + imm9(word);
                    transfer.move(element, Fields.rd(word), address);
                    element.setXOrSp(Fields.rn(word), address);
                });
    }

    private static Instruction unprivileged(SingleRegister single) {
        return declare(InstructionClass.LOAD_STORE_UNPRIVILEGED, single, "tr", "00", "0 imm9:9 10")
                .assembly(single.assembly("tr") + ", [<Xn|SP>{, #<s?:imm9>}]")
                .reportsAccess(single.access(), false)
                .semantics((element, word) ->
                        single.moveUnprivileged(element, Fields.rd(word), base(element, word) + imm9(word)));
    }

    private static Instruction registerOffset(SingleRegister single) {
        Transfer transfer = single.transfer();
        return declare(InstructionClass.LOAD_STORE_REGISTER_OFFSET, single, "r", "00", "1 Rm:5 option:3 S 10")
                .allocatedWhen(LoadStoreRegister::isOffsetOption)
                .assembly(single.assembly("r") + ", [<Xn|SP>, <offsetRegister>{, <offsetExtend>}]")
                .reportsAccess(single.access(), false)
                .semantics((element, word) ->
                        transfer.move(element, Fields.rd(word), base(element, word) + offset(element, word)));
    }

    private static Instruction.Builder declare(
            InstructionClass instructionClass, SingleRegister single, String mode, String group, String offset) {
        String assembly = single.assembly(mode);
        String mnemonic = assembly.substring(0, assembly.indexOf(' ')).toUpperCase(Locale.ROOT);
        return Instruction.declare(
                instructionClass,
                mnemonic + (offset.contains("Rm") ? " (register)" : " (immediate)"),
                single.size() + " 1110 " + group + " " + single.opcode() + " " + offset + " Rn:5 Rt:5");
    }

    private static List<Instruction> literals() {
        return List.of(
                literal("LDR (literal)", "00", "ldr <Wt>", SingleRegister.LDR_32),
                literal("LDR (literal)", "01", "ldr <Xt>", SingleRegister.LDR_64),
                literal("LDRSW (literal)", "10", "ldrsw <Xt>", SingleRegister.LDRSW));
    }

    private static Instruction literal(String name, String opcode, String assembly, SingleRegister single) {
        Transfer transfer = single.transfer();
        return Instruction.declare(InstructionClass.LOAD_LITERAL, name, opcode + " 011000 imm19:19 Rt:5")
                .assembly(assembly + ", <label19>")
                .reportsAccess(single.access(), false)
                .semantics((element, word) -> transfer.move(
                        element, Fields.rd(word), element.programCounter() + 4 * Fields.signedBits(word, 5, 19)));
    }

    private static List<Instruction> prefetches() {
        return List.of(
                Instruction.declare(InstructionClass.LOAD_LITERAL, "PRFM (literal)", "11 011000 imm19:19 Rt:5")
                        .assembly("prfm <prefetch>, <label19>")
                        .semantics(NO_OPERATION),
                Instruction.declare(
                                InstructionClass.LOAD_STORE_UNSIGNED_IMMEDIATE,
                                "PRFM (immediate)",
                                "1111100110 imm12:12 Rn:5 Rt:5")
                        .assembly("prfm <prefetch>, [<Xn|SP>{, #<d?:imm12*8>}]")
                        .semantics(NO_OPERATION),
                Instruction.declare(
                                InstructionClass.LOAD_STORE_UNSCALED_IMMEDIATE,
                                "PRFUM",
                                "11111000100 imm9:9 00 Rn:5 Rt:5")
                        .assembly("prfum <prefetch>, [<Xn|SP>{, #<s?:imm9>}]")
                        .semantics(NO_OPERATION),
                Instruction.declare(
                                InstructionClass.LOAD_STORE_REGISTER_OFFSET,
                                "PRFM (register)",
                                "11111000101 Rm:5 option:3 S 10 Rn:5 Rt:5")
                        .allocatedWhen(LoadStoreRegister::isOffsetOption)
                        .assembly("prfm <prefetch>, [<Xn|SP>, <offsetRegister>{, <offsetExtend>}]")
                        .semantics(NO_OPERATION));
    }

    private static boolean isOffsetOption(int word) {
        return Fields.bit(word, 14);
    }

    static long base(ProcessingElement element, int word) {
        return element.baseAddress(Fields.rn(word));
    }

    static long imm9(int word) {
        return Fields.signedBits(word, 12, 9);
    }

    private static long offset(ProcessingElement element, int word) {
        int shift = Fields.bit(word, 12) ? word >>> 30 : 0;
        return Shifts.extend(element.x(Fields.rm(word)), Fields.bits(word, 13, 3), shift);
    }
}

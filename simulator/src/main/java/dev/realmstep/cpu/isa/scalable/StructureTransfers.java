package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Loads and stores of structures of one to four elements; those of one are the non-temporal ones (Arm ARM C4.1, SVE load/store multiple structures). */
public final class StructureTransfers {
    private static final List<MemoryElement> FORMS =
            List.of(MemoryElement.B_B, MemoryElement.H_H, MemoryElement.W_S, MemoryElement.D_D);

    private StructureTransfers() {}

    @FunctionalInterface
    private interface Transfer {
        void move(ProcessingElement element, int t, int registers, int g, MemoryElement form, long address);
    }

    public static List<Instruction> loads() {
        List<Instruction> table = new ArrayList<>();
        for (MemoryElement form : FORMS) {
            for (int registers = 1; registers <= 4; registers++) {
                String fields = "1010010 " + Encoding.bits(form.memorySize(), 2) + Encoding.bits(registers - 1, 2);
                String name = registers == 1 ? "LDNT1" : "LD" + registers;
                table.add(scalar(name, form, registers, fields + " Rm:5 110", "/z", ElementAccess::loadStructures));
                table.add(immediate(
                        name, form, registers, fields + " 0 imm4:4 111", "/z", ElementAccess::loadStructures));
            }
        }
        return table;
    }

    public static List<Instruction> stores() {
        List<Instruction> table = new ArrayList<>();
        for (MemoryElement form : FORMS) {
            for (int registers = 1; registers <= 4; registers++) {
                String fields = "1110010 " + Encoding.bits(form.memorySize(), 2) + Encoding.bits(registers - 1, 2);
                String name = registers == 1 ? "STNT1" : "ST" + registers;
                table.add(scalar(name, form, registers, fields + " Rm:5 011", "", ElementAccess::storeStructures));
                table.add(
                        immediate(name, form, registers, fields + " 1 imm4:4 111", "", ElementAccess::storeStructures));
            }
        }
        return table;
    }

    private static Instruction scalar(
            String name, MemoryElement form, int registers, String pattern, String predicate, Transfer transfer) {
        return declare(name, form, " (scalar plus scalar)", pattern)
                .allocatedWhen(word -> Fields.rm(word) != 31)
                .assembly(assembly(name, form, registers, predicate) + "[<Xn|SP>, <Xm>" + form.indexShift() + "]")
                .semantics((element, word) -> transfer.move(
                        element,
                        Fields.rd(word),
                        registers,
                        ScalableInstruction.governing(word),
                        form,
                        element.baseAddress(Fields.rn(word)) + (element.x(Fields.rm(word)) << form.memorySize())));
    }

    /** The immediate counts whole vectors, and all registers at once. */
    private static Instruction immediate(
            String name, MemoryElement form, int registers, String pattern, String predicate, Transfer transfer) {
        return declare(name, form, " (scalar plus immediate)", pattern)
                .assembly(assembly(name, form, registers, predicate)
                        + "[<Xn|SP>{, #<s?:imm4*%d>, mul vl}]".formatted(registers))
                .semantics((element, word) -> transfer.move(
                        element,
                        Fields.rd(word),
                        registers,
                        ScalableInstruction.governing(word),
                        form,
                        element.baseAddress(Fields.rn(word))
                                + Fields.signedBits(word, 16, 4)
                                        * registers
                                        * element.scalable().bytes()));
    }

    private static Instruction.Builder declare(String name, MemoryElement form, String mode, String pattern) {
        return ScalableInstruction.declare(
                name.startsWith("ST") ? InstructionClass.SVE_STORE_STRUCTURES : InstructionClass.SVE_LOAD_STRUCTURES,
                name + form.suffix() + mode,
                pattern + " Pg:3 Rn:5 Zt:5");
    }

    private static String assembly(String name, MemoryElement form, int registers, String predicate) {
        return "%s <zlist%d:Zt.%s>, <Pg%s>, "
                .formatted(form.mnemonic(name.toLowerCase(Locale.ROOT)), registers, form.letter(), predicate);
    }
}

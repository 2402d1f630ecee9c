package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.scalable.ElementAccess.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Loads and stores of elements that follow each other in memory (Arm ARM C4.1, SVE contiguous load and - store). */
public final class ContiguousTransfers {
    private ContiguousTransfers() {}

    /** What is done at the address of the first element. */
    @FunctionalInterface
    private interface Transfer {
        void at(ProcessingElement element, int word, long address);
    }

    public static List<Instruction> loads() {
        List<Instruction> table = new ArrayList<>();
        for (MemoryElement form : MemoryElement.values()) {
            String dtype = "1010010 " + Encoding.bits(form.dtype(), 4);
            Transfer load = (element, word, address) ->
                    ElementAccess.loadContiguous(element, Fields.rd(word), governing(word), form, address);
            table.add(scalar("LD1", form, dtype + " Rm:5 010", "/z", load));
            table.add(immediate("LD1", form, dtype + " 0 imm4:4 101", "/z", load));
            table.add(ScalableInstruction.declare(
                            InstructionClass.SVE_LOAD_CONTIGUOUS,
                            "LDFF1" + form.suffix() + " (scalar plus scalar)",
                            dtype + " Rm:5 011 Pg:3 Rn:5 Zt:5")
                    .assembly(assembly("ldff1", form, "/z") + "[<Xn|SP>, <Xm>" + form.indexShift() + "]")
                    .semantics((element, word) ->
                            suppressing(element, word, form, scalarAddress(element, word, form), Faults.FIRST_TAKEN)));
            table.add(declare("LDNF1", form, " (scalar plus immediate)", dtype + " 1 imm4:4 101")
                    .assembly(assembly("ldnf1", form, "/z") + "[<Xn|SP>{, #<s?:imm4>, mul vl}]")
                    .semantics((element, word) -> suppressing(
                            element, word, form, immediateAddress(element, word, form), Faults.SUPPRESSED)));
        }
        return table;
    }

    private static void suppressing(
            ProcessingElement element, int word, MemoryElement form, long address, Faults faults) {
        ElementAccess.load(
                element,
                Fields.rd(word),
                governing(word),
                form,
                index -> address + ((long) index << form.memorySize()),
                faults);
    }

    public static List<Instruction> stores() {
        List<Instruction> table = new ArrayList<>();
        for (MemoryElement form : MemoryElement.values()) {
            if (!form.signed()) {
                String sizes = "1110010 " + Encoding.bits(form.memorySize() << 2 | form.size(), 4);
                Transfer store = (element, word, address) ->
                        ElementAccess.storeContiguous(element, Fields.rd(word), governing(word), form, address);
                table.add(scalar("ST1", form, sizes + " Rm:5 010", "", store));
                table.add(immediate("ST1", form, sizes + " 0 imm4:4 111", "", store));
            }
        }
        return table;
    }

    private static Instruction scalar(
            String name, MemoryElement form, String pattern, String predicate, Transfer transfer) {
        return declare(name, form, " (scalar plus scalar)", pattern)
                .allocatedWhen(word -> Fields.rm(word) != 31)
                .assembly(assembly(name.toLowerCase(Locale.ROOT), form, predicate) + "[<Xn|SP>, <Xm>"
                        + form.indexShift() + "]")
                .semantics((element, word) -> transfer.at(element, word, scalarAddress(element, word, form)));
    }

    private static Instruction immediate(
            String name, MemoryElement form, String pattern, String predicate, Transfer transfer) {
        return declare(name, form, " (scalar plus immediate)", pattern)
                .assembly(assembly(name.toLowerCase(Locale.ROOT), form, predicate) + "[<Xn|SP>{, #<s?:imm4>, mul vl}]")
                .semantics((element, word) -> transfer.at(element, word, immediateAddress(element, word, form)));
    }

    private static Instruction.Builder declare(String name, MemoryElement form, String mode, String pattern) {
        return ScalableInstruction.declare(
                name.startsWith("ST") ? InstructionClass.SVE_STORE_CONTIGUOUS : InstructionClass.SVE_LOAD_CONTIGUOUS,
                name + form.suffix() + mode,
                pattern + " Pg:3 Rn:5 Zt:5");
    }

    private static String assembly(String mnemonic, MemoryElement form, String predicate) {
        return form.mnemonic(mnemonic) + " <zlist1:Zt." + form.letter() + ">, <Pg" + predicate + ">, ";
    }

    private static long scalarAddress(ProcessingElement element, int word, MemoryElement form) {
        return element.baseAddress(Fields.rn(word)) + (element.x(Fields.rm(word)) << form.memorySize());
    }

    /** The immediate counts as much memory as a whole vector stands for. */
    private static long immediateAddress(ProcessingElement element, int word, MemoryElement form) {
        long bytes = (long) element.scalable().elements(form.size()) << form.memorySize();
        return element.baseAddress(Fields.rn(word)) + Fields.signedBits(word, 16, 4) * bytes;
    }

    private static int governing(int word) {
        return ScalableInstruction.governing(word);
    }
}

package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.SystemOperands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hints, barriers, PSTATE accesses, SYS, SYSL, MRS and MSR (Arm ARM C4.1, System instructions and its neighbours). */
public final class SystemInstructions {
    private static final String HINT = "11010101000000110010 ";
    private static final Semantics NO_OPERATION = (element, word) -> {};

    private SystemInstructions() {}

    public static List<Instruction> hints() {
        List<Instruction> hints = new ArrayList<>(List.of(
                Instruction.declare(InstructionClass.HINT, "HINT", HINT + "imm7:7 11111")
                        .assembly("hint #<x:imm7>")
                        .semantics(NO_OPERATION),
                hint(2, "wfe", (element, word) -> element.waitForEvent()),
                hint(3, "wfi", (element, word) -> element.waitForInterrupt()),
                hint(4, "sev", (element, word) -> element.sendEvent()),
                hint(5, "sevl", (element, word) -> element.sendEventLocal())));
        // Named, and without effect on a machine without caches, speculation, or error records.
        hints.addAll(List.of(
                noOperation(0, "nop"),
                noOperation(1, "yield"),
                noOperation(6, "dgh"),
                noOperation(16, "esb"),
                noOperation(17, "psb csync"),
                noOperation(18, "tsb csync"),
                noOperation(20, "csdb"),
                noOperation(22, "clrbhb"),
                noOperation(32, "bti"),
                noOperation(34, "bti c"),
                noOperation(36, "bti j"),
                noOperation(38, "bti jc")));
        return hints;
    }

    private static Instruction noOperation(int number, String assembly) {
        return hint(number, assembly, NO_OPERATION);
    }

    private static Instruction hint(int number, String assembly, Semantics semantics) {
        return declareHint(number, assembly).semantics(semantics);
    }

    /** A hint with a name: where its feature is missing, the word is a HINT without effect. */
    static Instruction.Builder declareHint(int number, String assembly) {
        return Instruction.declare(
                        InstructionClass.HINT,
                        assembly.toUpperCase(Locale.ROOT),
                        HINT + Encoding.bits(number, 7) + " 11111")
                .assembly(assembly);
    }

    public static List<Instruction> barriers() {
        return List.of(
                barrier("CLREX", "CRm:4 010")
                        .alias("clrex", word -> Fields.bits(word, 8, 4) == 0xF)
                        .assembly("clrex #<x:CRm>")
                        .semantics((element, word) -> element.exclusiveMonitor().clear()),
                barrier("DSB", "CRm:4 100")
                        .alias("ssbb", word -> Fields.bits(word, 8, 4) == 0)
                        .alias("pssbb", word -> Fields.bits(word, 8, 4) == 4)
                        .assembly("dsb <barrier>")
                        .semantics(NO_OPERATION),
                barrier("DMB", "CRm:4 101").assembly("dmb <barrier>").semantics(NO_OPERATION),
                barrier("ISB", "CRm:4 110").assembly("isb{ #<isbOption>}").semantics(NO_OPERATION),
                barrier("SB", "0000 111").feature(Feature.SB).assembly("sb").semantics(NO_OPERATION));
    }

    private static Instruction.Builder barrier(String name, String operation) {
        return Instruction.declare(InstructionClass.BARRIER, name, "11010101000000110011 " + operation + " 11111");
    }

    public static List<Instruction> processState() {
        return List.of(
                processStateField("SPSel", Feature.BASE, "000", "101", false),
                processStateField("DAIFSet", Feature.BASE, "011", "110", true),
                processStateField("DAIFClr", Feature.BASE, "011", "111", true),
                processStateField("UAO", Feature.UAO, "000", "011", false),
                processStateField("PAN", Feature.PAN, "000", "100", false),
                processStateField("SSBS", Feature.SSBS2, "011", "001", false),
                processStateField("DIT", Feature.DIT, "011", "010", false));
    }

    private static Instruction processStateField(
            String field, Feature feature, String op1, String op2, boolean anyValue) {
        return Instruction.declare(
                        InstructionClass.PROCESS_STATE,
                        "MSR " + field,
                        "1101010100000 " + op1 + " 0100 CRm:4 " + op2 + " 11111")
                .feature(feature)
                .allocatedWhen(word -> anyValue || Fields.bits(word, 8, 4) <= 1)
                .assembly("msr " + field.toLowerCase(Locale.ROOT) + ", #<x:CRm>")
                .semantics((element, word) -> element.writeProcessStateField(
                        Fields.bits(word, 16, 3) << 3 | Fields.bits(word, 5, 3), Fields.bits(word, 8, 4)));
    }

    public static List<Instruction> registers() {
        return List.of(
                system("SYS", "1101010100001 op1:3 CRn:4 CRm:4 op2:3 Rt:5")
                        .alias("<systemOperation>{, <systemOperationRegister>}", SystemOperands::isNamedOperation)
                        .assembly("sys #<d:op1>, C<d:CRn>, C<d:CRm>, #<d:op2>{, <optionalXt>}")
                        .semantics((element, word) -> element.systemInstruction(
                                Fields.systemEncoding(word), transfer(word), element.x(transfer(word)))),
                system("SYSL", "1101010100101 op1:3 CRn:4 CRm:4 op2:3 Rt:5")
                        .assembly("sysl <Xt>, #<d:op1>, C<d:CRn>, C<d:CRm>, #<d:op2>")
                        .semantics(SystemInstructions::read),
                system("MSR (register)", "11010101000 1 o0 op1:3 CRn:4 CRm:4 op2:3 Rt:5")
                        .assembly("msr <systemRegister>, <Xt>")
                        .semantics((element, word) -> element.writeSystemRegister(
                                Fields.systemEncoding(word), transfer(word), element.x(transfer(word)))),
                system("MRS", "11010101001 1 o0 op1:3 CRn:4 CRm:4 op2:3 Rt:5")
                        .assembly("mrs <Xt>, <systemRegister>")
                        .semantics(SystemInstructions::read));
    }

    private static Instruction.Builder system(String name, String pattern) {
        return Instruction.declare(InstructionClass.SYSTEM, name, pattern);
    }

    private static int transfer(int word) {
        return Fields.rd(word);
    }

    private static void read(ProcessingElement element, int word) {
        element.setX(transfer(word), element.readSystemRegister(Fields.systemEncoding(word), transfer(word)));
    }
}

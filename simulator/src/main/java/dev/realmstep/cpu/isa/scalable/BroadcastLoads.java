package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;

/** Loads of one element or of 128 bits for the whole vector (Arm ARM C4.1, SVE load and broadcast). */
public final class BroadcastLoads {
    private static final int QUADWORD_BYTES = 16;

    private BroadcastLoads() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (MemoryElement form : MemoryElement.values()) {
            table.add(element(form));
            if (form.memorySize() == form.size()) {
                table.add(quadwordByScalar(form));
                table.add(quadwordByImmediate(form));
            }
        }
        return table;
    }

    private static Instruction.Builder declare(String name, MemoryElement form, String mode, String pattern) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_LOAD_BROADCAST, name + form.suffix() + mode, pattern + " Pg:3 Rn:5 Zt:5");
    }

    private static String assembly(String mnemonic, MemoryElement form) {
        return form.mnemonic(mnemonic) + " <zlist1:Zt." + form.letter() + ">, <Pg/z>, ";
    }

    private static Instruction element(MemoryElement form) {
        String high = Encoding.bits(form.dtype() >>> 2, 2);
        String low = Encoding.bits(form.dtype() & 3, 2);
        return declare("LD1R", form, "", "1000010 " + high + " 1 imm6:6 1 " + low)
                .assembly(assembly("ld1r", form) + "[<Xn|SP>{, #<d?:imm6*%d>}]".formatted(form.memoryBytes()))
                .semantics((element, word) -> ElementAccess.loadBroadcast(
                        element,
                        Fields.rd(word),
                        ScalableInstruction.governing(word),
                        form,
                        element.baseAddress(Fields.rn(word)) + ((long) Fields.bits(word, 16, 6) << form.memorySize())));
    }

    private static Instruction quadwordByScalar(MemoryElement form) {
        return declare(
                        "LD1RQ",
                        form,
                        " (scalar plus scalar)",
                        "1010010 " + Encoding.bits(form.memorySize(), 2) + " 00 Rm:5 000")
                .allocatedWhen(word -> Fields.rm(word) != 31)
                .assembly(assembly("ld1rq", form) + "[<Xn|SP>, <Xm>" + form.indexShift() + "]")
                .semantics((element, word) -> ElementAccess.loadQuadword(
                        element,
                        Fields.rd(word),
                        ScalableInstruction.governing(word),
                        form,
                        element.baseAddress(Fields.rn(word)) + (element.x(Fields.rm(word)) << form.memorySize())));
    }

    private static Instruction quadwordByImmediate(MemoryElement form) {
        return declare(
                        "LD1RQ",
                        form,
                        " (scalar plus immediate)",
                        "1010010 " + Encoding.bits(form.memorySize(), 2) + " 00 0 imm4:4 001")
                .assembly(assembly("ld1rq", form) + "[<Xn|SP>{, #<s?:imm4*%d>}]".formatted(QUADWORD_BYTES))
                .semantics((element, word) -> ElementAccess.loadQuadword(
                        element,
                        Fields.rd(word),
                        ScalableInstruction.governing(word),
                        form,
                        element.baseAddress(Fields.rn(word)) + Fields.signedBits(word, 16, 4) * QUADWORD_BYTES));
    }
}

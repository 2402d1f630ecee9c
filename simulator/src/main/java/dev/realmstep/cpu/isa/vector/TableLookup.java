package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** TBL and TBX: bytes of one to four registers, chosen by the bytes of another (Arm ARM C4.1, Advanced SIMD table lookup). */
public final class TableLookup {
    private static final int REGISTER_BYTES = 16;

    private TableLookup() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (int registers = 1; registers <= 4; registers++) {
            table.add(declare("TBL", registers, false));
            table.add(declare("TBX", registers, true));
        }
        return table;
    }

    private static Instruction declare(String name, int registers, boolean keeps) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_TABLE_LOOKUP,
                        name,
                        "0 Q 001110 000 Rm:5 0 %s %d 00 Rn:5 Rd:5"
                                .formatted(Encoding.bits(registers - 1, 2), keeps ? 1 : 0))
                .assembly("%s <Vd.xB>, <list%d:Rn.16B>, <Vm.xB>".formatted(name.toLowerCase(Locale.ROOT), registers))
                .semantics((element, word) -> lookUp(element.vectors(), word, registers, keeps));
    }

    /** @param keeps whether an index beyond the table leaves a byte as it was, rather than zero */
    private static void lookUp(VectorRegisters v, int word, int registers, boolean keeps) {
        int d = Fields.rd(word);
        int m = Fields.rm(word);
        long low = lookUp(v, word, registers, v.low(m), keeps ? v.low(d) : 0);
        long high = VectorForms.isWhole(word) ? lookUp(v, word, registers, v.high(m), keeps ? v.high(d) : 0) : 0;
        v.set(d, low, high);
    }

    private static long lookUp(VectorRegisters v, int word, int registers, long indices, long otherwise) {
        long result = otherwise;
        for (int bit = 0; bit < Long.SIZE; bit += Byte.SIZE) {
            int index = (int) (indices >>> bit) & 0xFF;
            if (index < REGISTER_BYTES * registers) {
                int register = Fields.rn(word) + index / REGISTER_BYTES & 31;
                long found = v.element(register, index % REGISTER_BYTES, 0);
                result = (result & ~(0xFFL << bit)) | found << bit;
            }
        }
        return result;
    }
}

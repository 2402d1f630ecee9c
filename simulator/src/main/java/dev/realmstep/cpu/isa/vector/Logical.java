package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.Locale;

/** The bitwise operations among the three same, which have an opcode where the others have a size. */
final class Logical {
    private Logical() {}

    static List<Instruction> instructions() {
        return List.of(
                declare("AND", 0, "00").semantics(VectorForms.threeSame((e, s, n, m, d) -> n & m)),
                declare("BIC", 0, "01").semantics(VectorForms.threeSame((e, s, n, m, d) -> n & ~m)),
                declare("ORR", 0, "10")
                        .alias("mov <Vd.xB>, <Vn.xB>", word -> Fields.rn(word) == Fields.rm(word))
                        .semantics(VectorForms.threeSame((e, s, n, m, d) -> n | m)),
                declare("ORN", 0, "11").semantics(VectorForms.threeSame((e, s, n, m, d) -> n | ~m)),
                declare("EOR", 1, "00").semantics(VectorForms.threeSame((e, s, n, m, d) -> n ^ m)),
                declare("BSL", 1, "01").semantics(VectorForms.threeSame((e, s, n, m, d) -> Lanes.select(d, n, m))),
                declare("BIT", 1, "10").semantics(VectorForms.threeSame((e, s, n, m, d) -> Lanes.select(m, n, d))),
                declare("BIF", 1, "11").semantics(VectorForms.threeSame((e, s, n, m, d) -> Lanes.select(m, d, n))));
    }

    private static Instruction.Builder declare(String name, int u, String opcode) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_THREE_SAME,
                        name,
                        "0 Q %d 01110 %s 1 Rm:5 00011 1 Rn:5 Rd:5".formatted(u, opcode))
                .assembly(name.toLowerCase(Locale.ROOT) + " <Vd.xB>, <Vn.xB>, <Vm.xB>");
    }
}

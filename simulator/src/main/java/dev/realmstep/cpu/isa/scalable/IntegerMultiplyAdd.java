package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.List;
import java.util.Locale;

/** Products added to a third vector, which the addend or a factor gives way to (Arm ARM C4.1, SVE integer multiply-add). */
public final class IntegerMultiplyAdd {
    private IntegerMultiplyAdd() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare(
                        "MLA",
                        "010",
                        "<Zn.T>, <Zm.T>",
                        "Zn",
                        (f, s, n, m, d) -> Lanes.add(d, Lanes.multiply(n, m, s), s)),
                declare(
                        "MLS",
                        "011",
                        "<Zn.T>, <Zm.T>",
                        "Zn",
                        (f, s, n, m, d) -> Lanes.subtract(d, Lanes.multiply(n, m, s), s)),
                declare(
                        "MAD",
                        "110",
                        "<Zm.T>, <Za.T>",
                        "Za",
                        (f, s, a, m, d) -> Lanes.add(a, Lanes.multiply(d, m, s), s)),
                declare(
                        "MSB",
                        "111",
                        "<Zm.T>, <Za.T>",
                        "Za",
                        (f, s, a, m, d) -> Lanes.subtract(a, Lanes.multiply(d, m, s), s)));
    }

    private static Instruction declare(
            String name, String opcode, String operands, String second, LaneOperation operation) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_INTEGER_MULTIPLY_ADD,
                        name,
                        "00000100 size:2 0 Zm:5 %s Pg:3 %s:5 Zd:5".formatted(opcode, second))
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, " + operands)
                .semantics(ScalableForms.mergingThree(operation));
    }
}

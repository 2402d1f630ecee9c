package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import dev.realmstep.cpu.isa.vector.Saturation;
import java.util.List;
import java.util.Locale;

/** Arithmetic and logic of whole vectors (Arm ARM C4.1, SVE integer arithmetic - unpredicated and SVE logical). */
public final class IntegerUnpredicated {
    private IntegerUnpredicated() {}

    public static List<Instruction> instructions() {
        return List.of(
                arithmetic("ADD", "000", (f, s, n, m, d) -> Lanes.add(n, m, s)),
                arithmetic("SUB", "001", (f, s, n, m, d) -> Lanes.subtract(n, m, s)),
                arithmetic("SQADD", "100", (f, s, n, m, d) -> Saturation.addSigned(f, s, n, m)),
                arithmetic("UQADD", "101", (f, s, n, m, d) -> Saturation.addUnsigned(f, s, n, m)),
                arithmetic("SQSUB", "110", (f, s, n, m, d) -> Saturation.subtractSigned(f, s, n, m)),
                arithmetic("UQSUB", "111", (f, s, n, m, d) -> Saturation.subtractUnsigned(f, s, n, m)),
                logical("AND", "00").semantics(ScalableForms.three(3, (f, s, n, m, d) -> n & m)),
                logical("ORR", "01")
                        .alias("mov <Zd.D>, <Zn.D>", word -> Fields.rn(word) == Fields.rm(word))
                        .semantics(ScalableForms.three(3, (f, s, n, m, d) -> n | m)),
                logical("EOR", "10").semantics(ScalableForms.three(3, (f, s, n, m, d) -> n ^ m)),
                logical("BIC", "11").semantics(ScalableForms.three(3, (f, s, n, m, d) -> n & ~m)));
    }

    private static Instruction arithmetic(String name, String opcode, LaneOperation operation) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_INTEGER_UNPREDICATED,
                        name,
                        "00000100 size:2 1 Zm:5 000 %s Zn:5 Zd:5".formatted(opcode))
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T>, <Zm.T>")
                .semantics(ScalableForms.three(operation));
    }

    private static Instruction.Builder logical(String name, String opcode) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_LOGICAL_UNPREDICATED,
                        name,
                        "00000100 %s 1 Zm:5 001 100 Zn:5 Zd:5".formatted(opcode))
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.D>, <Zn.D>, <Zm.D>");
    }
}

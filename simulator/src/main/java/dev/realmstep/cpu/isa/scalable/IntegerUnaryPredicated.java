package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.ElementBits;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.List;
import java.util.Locale;

/** Operations on the active elements of one vector (Arm ARM C4.1, SVE integer unary arithmetic). */
public final class IntegerUnaryPredicated {
    private static final List<Operation> OPERATIONS = List.of(
            new Operation("SXTB", "010 000", ElementSizes.HALFWORD_UP, signExtend(0)),
            new Operation("UXTB", "010 001", ElementSizes.HALFWORD_UP, zeroExtend(0)),
            new Operation("SXTH", "010 010", ElementSizes.WORD_UP, signExtend(1)),
            new Operation("UXTH", "010 011", ElementSizes.WORD_UP, zeroExtend(1)),
            new Operation("SXTW", "010 100", ElementSizes.DOUBLEWORD, signExtend(2)),
            new Operation("UXTW", "010 101", ElementSizes.DOUBLEWORD, zeroExtend(2)),
            new Operation("ABS", "010 110", ElementSizes.ANY, (f, s, n, m, d) -> Lanes.absolute(n, s)),
            new Operation("NEG", "010 111", ElementSizes.ANY, (f, s, n, m, d) -> Lanes.negate(n, s)),
            new Operation("CLS", "011 000", ElementSizes.ANY, (f, s, n, m, d) -> ElementBits.countLeadingSigns(n, s)),
            new Operation("CLZ", "011 001", ElementSizes.ANY, (f, s, n, m, d) -> ElementBits.countLeadingZeroes(n, s)),
            new Operation("CNT", "011 010", ElementSizes.ANY, (f, s, n, m, d) -> ElementOperations.countOnes(n, s)),
            new Operation("CNOT", "011 011", ElementSizes.ANY, (f, s, n, m, d) -> ElementOperations.logicalNot(n, s)),
            new Operation("FABS", "011 100", ElementSizes.HALFWORD_UP, (f, s, n, m, d) -> n & ~Lanes.signs(s)),
            new Operation("FNEG", "011 101", ElementSizes.HALFWORD_UP, (f, s, n, m, d) -> n ^ Lanes.signs(s)),
            new Operation("NOT", "011 110", ElementSizes.ANY, (f, s, n, m, d) -> ~n));

    private record Operation(String name, String opcode, ElementSizes sizes, LaneOperation lanes) {}

    private IntegerUnaryPredicated() {}

    private static LaneOperation signExtend(int from) {
        return (f, s, n, m, d) -> ElementOperations.signExtend(n, from, s);
    }

    private static LaneOperation zeroExtend(int from) {
        return (f, s, n, m, d) -> ElementOperations.zeroExtend(n, from, s);
    }

    public static List<Instruction> instructions() {
        return OPERATIONS.stream()
                .map(operation -> ScalableInstruction.declare(
                                InstructionClass.SVE_INTEGER_UNARY_PREDICATED,
                                operation.name,
                                "00000100 size:2 %s 101 Pg:3 Zn:5 Zd:5".formatted(operation.opcode))
                        .allocatedWhen(operation.sizes::allow)
                        .assembly(operation.name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zn.T>")
                        .semantics(ScalableForms.unary(operation.lanes)))
                .toList();
    }
}

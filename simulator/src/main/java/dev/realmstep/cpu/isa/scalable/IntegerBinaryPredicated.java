package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.List;
import java.util.Locale;

/** Integer arithmetic and logic of two vectors in the active elements of the first (Arm ARM C4.1, SVE integer binary arithmetic). */
public final class IntegerBinaryPredicated {
    private static final List<Operation> OPERATIONS = List.of(
            any("ADD", "000 000", (f, s, n, m, d) -> Lanes.add(n, m, s)),
            any("SUB", "000 001", (f, s, n, m, d) -> Lanes.subtract(n, m, s)),
            any("SUBR", "000 011", (f, s, n, m, d) -> Lanes.subtract(m, n, s)),
            any("SMAX", "001 000", (f, s, n, m, d) -> Lanes.signedMaximum(n, m, s)),
            any("UMAX", "001 001", (f, s, n, m, d) -> Lanes.unsignedMaximum(n, m, s)),
            any("SMIN", "001 010", (f, s, n, m, d) -> Lanes.signedMinimum(n, m, s)),
            any("UMIN", "001 011", (f, s, n, m, d) -> Lanes.unsignedMinimum(n, m, s)),
            any("SABD", "001 100", (f, s, n, m, d) -> Lanes.signedDifference(n, m, s)),
            any("UABD", "001 101", (f, s, n, m, d) -> Lanes.unsignedDifference(n, m, s)),
            any("MUL", "010 000", (f, s, n, m, d) -> Lanes.multiply(n, m, s)),
            any("SMULH", "010 010", (f, s, n, m, d) -> ElementOperations.signedHigh(n, m, s)),
            any("UMULH", "010 011", (f, s, n, m, d) -> ElementOperations.unsignedHigh(n, m, s)),
            division("SDIV", "010 100", ElementOperations.eachSigned(ElementOperations::divide)),
            division("UDIV", "010 101", ElementOperations.eachUnsigned(ElementOperations::divideUnsigned)),
            division("SDIVR", "010 110", ElementOperations.eachSigned((n, m) -> ElementOperations.divide(m, n))),
            division(
                    "UDIVR",
                    "010 111",
                    ElementOperations.eachUnsigned((n, m) -> ElementOperations.divideUnsigned(m, n))),
            any("ORR", "011 000", (f, s, n, m, d) -> n | m),
            any("EOR", "011 001", (f, s, n, m, d) -> n ^ m),
            any("AND", "011 010", (f, s, n, m, d) -> n & m),
            any("BIC", "011 011", (f, s, n, m, d) -> n & ~m));

    private record Operation(String name, String opcode, ElementSizes sizes, LaneOperation lanes) {}

    private IntegerBinaryPredicated() {}

    private static Operation any(String name, String opcode, LaneOperation lanes) {
        return new Operation(name, opcode, ElementSizes.ANY, lanes);
    }

    private static Operation division(String name, String opcode, LaneOperation lanes) {
        return new Operation(name, opcode, ElementSizes.WORD_UP, lanes);
    }

    public static List<Instruction> instructions() {
        return OPERATIONS.stream()
                .map(operation -> ScalableInstruction.declare(
                                InstructionClass.SVE_INTEGER_BINARY_PREDICATED,
                                operation.name,
                                "00000100 size:2 %s 000 Pg:3 Zn:5 Zd:5".formatted(operation.opcode))
                        .allocatedWhen(operation.sizes::allow)
                        .assembly(operation.name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zd.T>, <Zn.T>")
                        .semantics(ScalableForms.merging(operation.lanes)))
                .toList();
    }
}

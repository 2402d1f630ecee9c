package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.ElementShifts.Loss;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Integer operations on three registers of the same arrangement (Arm ARM C4.1, Advanced SIMD three same), and on scalars. */
public final class ThreeSame {
    private static final List<Operation> OPERATIONS = List.of(
            vector("SHADD", 0, "00000", (e, s, n, m, d) -> Lanes.signedHalvingAdd(n, m, s)),
            vector("UHADD", 1, "00000", (e, s, n, m, d) -> Lanes.unsignedHalvingAdd(n, m, s)),
            both("SQADD", 0, "00001", Sizes.ANY, (e, s, n, m, d) -> Saturation.addSigned(e, s, n, m)),
            both("UQADD", 1, "00001", Sizes.ANY, (e, s, n, m, d) -> Saturation.addUnsigned(e, s, n, m)),
            vector("SRHADD", 0, "00010", (e, s, n, m, d) -> Lanes.signedRoundingHalvingAdd(n, m, s)),
            vector("URHADD", 1, "00010", (e, s, n, m, d) -> Lanes.unsignedRoundingHalvingAdd(n, m, s)),
            vector("SHSUB", 0, "00100", (e, s, n, m, d) -> Lanes.signedHalvingSubtract(n, m, s)),
            vector("UHSUB", 1, "00100", (e, s, n, m, d) -> Lanes.unsignedHalvingSubtract(n, m, s)),
            both("SQSUB", 0, "00101", Sizes.ANY, (e, s, n, m, d) -> Saturation.subtractSigned(e, s, n, m)),
            both("UQSUB", 1, "00101", Sizes.ANY, (e, s, n, m, d) -> Saturation.subtractUnsigned(e, s, n, m)),
            both("CMGT", 0, "00110", Sizes.DOUBLEWORD, (e, s, n, m, d) -> Lanes.signedGreater(n, m, s)),
            both("CMHI", 1, "00110", Sizes.DOUBLEWORD, (e, s, n, m, d) -> Lanes.unsignedGreater(n, m, s)),
            both("CMGE", 0, "00111", Sizes.DOUBLEWORD, (e, s, n, m, d) -> Lanes.signedGreaterOrEqual(n, m, s)),
            both("CMHS", 1, "00111", Sizes.DOUBLEWORD, (e, s, n, m, d) -> Lanes.unsignedGreaterOrEqual(n, m, s)),
            both("SSHL", 0, "01000", Sizes.DOUBLEWORD, signedShift(Loss.TRUNCATE)),
            both("USHL", 1, "01000", Sizes.DOUBLEWORD, unsignedShift(Loss.TRUNCATE)),
            both("SQSHL", 0, "01001", Sizes.ANY, signedShift(Loss.SATURATE)),
            both("UQSHL", 1, "01001", Sizes.ANY, unsignedShift(Loss.SATURATE)),
            both("SRSHL", 0, "01010", Sizes.DOUBLEWORD, signedShift(Loss.ROUND)),
            both("URSHL", 1, "01010", Sizes.DOUBLEWORD, unsignedShift(Loss.ROUND)),
            both("SQRSHL", 0, "01011", Sizes.ANY, signedShift(Loss.ROUND_AND_SATURATE)),
            both("UQRSHL", 1, "01011", Sizes.ANY, unsignedShift(Loss.ROUND_AND_SATURATE)),
            vector("SMAX", 0, "01100", (e, s, n, m, d) -> Lanes.signedMaximum(n, m, s)),
            vector("UMAX", 1, "01100", (e, s, n, m, d) -> Lanes.unsignedMaximum(n, m, s)),
            vector("SMIN", 0, "01101", (e, s, n, m, d) -> Lanes.signedMinimum(n, m, s)),
            vector("UMIN", 1, "01101", (e, s, n, m, d) -> Lanes.unsignedMinimum(n, m, s)),
            vector("SABD", 0, "01110", (e, s, n, m, d) -> Lanes.signedDifference(n, m, s)),
            vector("UABD", 1, "01110", (e, s, n, m, d) -> Lanes.unsignedDifference(n, m, s)),
            vector("SABA", 0, "01111", (e, s, n, m, d) -> Lanes.add(d, Lanes.signedDifference(n, m, s), s)),
            vector("UABA", 1, "01111", (e, s, n, m, d) -> Lanes.add(d, Lanes.unsignedDifference(n, m, s), s)),
            both("ADD", 0, "10000", Sizes.DOUBLEWORD, (e, s, n, m, d) -> Lanes.add(n, m, s)),
            both("SUB", 1, "10000", Sizes.DOUBLEWORD, (e, s, n, m, d) -> Lanes.subtract(n, m, s)),
            both("CMTST", 0, "10001", Sizes.DOUBLEWORD, (e, s, n, m, d) -> Lanes.test(n, m, s)),
            both("CMEQ", 1, "10001", Sizes.DOUBLEWORD, (e, s, n, m, d) -> Lanes.equal(n, m, s)),
            vector("MLA", 0, "10010", (e, s, n, m, d) -> Lanes.add(d, Lanes.multiply(n, m, s), s)),
            vector("MLS", 1, "10010", (e, s, n, m, d) -> Lanes.subtract(d, Lanes.multiply(n, m, s), s)),
            vector("MUL", 0, "10011", (e, s, n, m, d) -> Lanes.multiply(n, m, s)),
            new Operation(
                    "PMUL", 1, "10011", Sizes.BYTE, Sizes.NONE, (e, s, n, m, d) -> Multiplication.polynomial(n, m, s)),
            new Operation(
                    "SQDMULH",
                    0,
                    "10110",
                    Sizes.HALFWORD_WORD,
                    Sizes.HALFWORD_WORD,
                    (e, s, n, m, d) -> Multiplication.doublingHigh(e, s, n, m, false)),
            new Operation(
                    "SQRDMULH",
                    1,
                    "10110",
                    Sizes.HALFWORD_WORD,
                    Sizes.HALFWORD_WORD,
                    (e, s, n, m, d) -> Multiplication.doublingHigh(e, s, n, m, true)));

    private static final List<Operation> PAIRWISE = List.of(
            vector("SMAXP", 0, "10100", (e, s, n, m, d) -> Lanes.signedMaximum(n, m, s)),
            vector("UMAXP", 1, "10100", (e, s, n, m, d) -> Lanes.unsignedMaximum(n, m, s)),
            vector("SMINP", 0, "10101", (e, s, n, m, d) -> Lanes.signedMinimum(n, m, s)),
            vector("UMINP", 1, "10101", (e, s, n, m, d) -> Lanes.unsignedMinimum(n, m, s)),
            new Operation("ADDP", 0, "10111", Sizes.ANY, Sizes.NONE, (e, s, n, m, d) -> Lanes.add(n, m, s)));

    private record Operation(
            String name, int u, String opcode, Sizes vectorSizes, Sizes scalarSizes, LaneOperation operation) {}

    private ThreeSame() {}

    private static Operation vector(String name, int u, String opcode, LaneOperation operation) {
        return new Operation(name, u, opcode, Sizes.BYTE_TO_WORD, Sizes.NONE, operation);
    }

    private static Operation both(String name, int u, String opcode, Sizes scalarSizes, LaneOperation operation) {
        return new Operation(name, u, opcode, Sizes.ANY, scalarSizes, operation);
    }

    private static LaneOperation signedShift(Loss loss) {
        return (e, s, n, m, d) -> ElementShifts.signedByRegister(e, s, n, m, loss);
    }

    private static LaneOperation unsignedShift(Loss loss) {
        return (e, s, n, m, d) -> ElementShifts.unsignedByRegister(e, s, n, m, loss);
    }

    public static List<Instruction> vectors() {
        return Stream.of(
                        OPERATIONS.stream()
                                .map(operation ->
                                        declareVector(operation).semantics(VectorForms.threeSame(operation.operation))),
                        PAIRWISE.stream()
                                .map(operation ->
                                        declareVector(operation).semantics(VectorForms.pairwise(operation.operation))),
                        Logical.instructions().stream())
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Instruction.Builder declareVector(Operation operation) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_THREE_SAME,
                        operation.name,
                        "0 Q %d 01110 size:2 1 Rm:5 %s 1 Rn:5 Rd:5".formatted(operation.u, operation.opcode))
                .allocatedWhen(operation.vectorSizes::allowVector)
                .assembly(operation.name.toLowerCase(Locale.ROOT) + " <Vd.T>, <Vn.T>, <Vm.T>");
    }

    public static List<Instruction> scalars() {
        return OPERATIONS.stream()
                .filter(operation -> operation.scalarSizes != Sizes.NONE)
                .map(ThreeSame::scalar)
                .toList();
    }

    private static Instruction scalar(Operation operation) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_SCALAR_THREE_SAME,
                        operation.name,
                        "01 %d 11110 size:2 1 Rm:5 %s 1 Rn:5 Rd:5".formatted(operation.u, operation.opcode))
                .allocatedWhen(operation.scalarSizes::allowScalar)
                .assembly(operation.name.toLowerCase(Locale.ROOT) + " <Td>, <Tn>, <Tm>")
                .semantics(ScalarForms.threeSame(operation.operation));
    }
}

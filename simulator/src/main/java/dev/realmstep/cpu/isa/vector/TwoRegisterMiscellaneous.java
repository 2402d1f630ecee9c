package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Integer operations on one register (Arm ARM C4.1, Advanced SIMD two-register miscellaneous), and on scalars. */
public final class TwoRegisterMiscellaneous {
    private static final String SAME = " <Vd.T>, <Vn.T>";
    private static final String ZERO = ", #0";

    private static final List<Operation> OPERATIONS = List.of(
            vector("REV64", 0, "00000", Sizes.BYTE_TO_WORD, (e, s, n, m, d) -> ElementBits.reverse(n, s, 3)),
            vector("REV32", 1, "00000", Sizes.BYTE_HALFWORD, (e, s, n, m, d) -> ElementBits.reverse(n, s, 2)),
            vector("REV16", 0, "00001", Sizes.BYTE, (e, s, n, m, d) -> ElementBits.reverse(n, s, 1)),
            vector("CLS", 0, "00100", Sizes.BYTE_TO_WORD, (e, s, n, m, d) -> ElementBits.countLeadingSigns(n, s)),
            vector("CLZ", 1, "00100", Sizes.BYTE_TO_WORD, (e, s, n, m, d) -> ElementBits.countLeadingZeroes(n, s)),
            vector("CNT", 0, "00101", Sizes.BYTE, (e, s, n, m, d) -> ElementBits.countOnes(n)),
            both("SUQADD", 0, "00011", Sizes.ANY, "", (e, s, n, m, d) -> Saturation.addUnsignedToSigned(e, s, n, d)),
            both("USQADD", 1, "00011", Sizes.ANY, "", (e, s, n, m, d) -> Saturation.addSignedToUnsigned(e, s, n, d)),
            both("SQABS", 0, "00111", Sizes.ANY, "", (e, s, n, m, d) -> Saturation.absolute(e, s, n)),
            both("SQNEG", 1, "00111", Sizes.ANY, "", (e, s, n, m, d) -> Saturation.negate(e, s, n)),
            both("CMGT", 0, "01000", Sizes.DOUBLEWORD, ZERO, (e, s, n, m, d) -> Lanes.signedGreater(n, 0, s)),
            both("CMGE", 1, "01000", Sizes.DOUBLEWORD, ZERO, (e, s, n, m, d) -> Lanes.signedGreaterOrEqual(n, 0, s)),
            both("CMEQ", 0, "01001", Sizes.DOUBLEWORD, ZERO, (e, s, n, m, d) -> Lanes.equal(n, 0, s)),
            both("CMLE", 1, "01001", Sizes.DOUBLEWORD, ZERO, (e, s, n, m, d) -> Lanes.signedGreaterOrEqual(0, n, s)),
            both("CMLT", 0, "01010", Sizes.DOUBLEWORD, ZERO, (e, s, n, m, d) -> Lanes.spreadSigns(n, s)),
            both("ABS", 0, "01011", Sizes.DOUBLEWORD, "", (e, s, n, m, d) -> Lanes.absolute(n, s)),
            both("NEG", 1, "01011", Sizes.DOUBLEWORD, "", (e, s, n, m, d) -> Lanes.negate(n, s)));

    private static final List<Narrow> NARROWING = List.of(
            new Narrow("XTN", 0, "10010", (e, s, n, m, d) -> n),
            new Narrow("SQXTUN", 1, "10010", (e, s, n, m, d) -> Narrowing.signedToUnsigned(e, s, n)),
            new Narrow("SQXTN", 0, "10100", (e, s, n, m, d) -> Narrowing.signed(e, s, n)),
            new Narrow("UQXTN", 1, "10100", (e, s, n, m, d) -> Narrowing.unsigned(e, s, n)));

    private record Operation(
            String name,
            int u,
            String opcode,
            Sizes vectorSizes,
            Sizes scalarSizes,
            String suffix,
            LaneOperation operation) {}

    private record Narrow(String name, int u, String opcode, LaneOperation operation) {}

    private TwoRegisterMiscellaneous() {}

    private static Operation vector(String name, int u, String opcode, Sizes sizes, LaneOperation operation) {
        return new Operation(name, u, opcode, sizes, Sizes.NONE, "", operation);
    }

    private static Operation both(
            String name, int u, String opcode, Sizes scalarSizes, String suffix, LaneOperation operation) {
        return new Operation(name, u, opcode, Sizes.ANY, scalarSizes, suffix, operation);
    }

    public static List<Instruction> vectors() {
        Stream<Instruction> same = OPERATIONS.stream()
                .map(row -> declare(row.name, row.u, row.opcode, row.vectorSizes, SAME + row.suffix)
                        .semantics(VectorForms.twoRegisters(row.operation)));
        Stream<Instruction> narrowing = NARROWING.stream()
                .map(row -> declare(row.name, row.u, row.opcode, Sizes.BYTE_TO_WORD, "<2> <Vd.T>, <Vn.2T>")
                        .semantics(WideForms.narrowing(row.operation)));
        Stream<Instruction> others = Stream.of(
                pairs("SADDLP", 0, "00010", (e, s, n, m, d) -> Lanes.signedPairSums(n, s)),
                pairs("UADDLP", 1, "00010", (e, s, n, m, d) -> Lanes.unsignedPairSums(n, s)),
                pairs("SADALP", 0, "00110", (e, s, n, m, d) -> Lanes.add(d, Lanes.signedPairSums(n, s), s + 1)),
                pairs("UADALP", 1, "00110", (e, s, n, m, d) -> Lanes.add(d, Lanes.unsignedPairSums(n, s), s + 1)),
                declare("SHLL", 1, "10011", Sizes.BYTE_TO_WORD, "<2> <Vd.2T>, <Vn.T>, #<elementBits>")
                        .semantics(WideForms.longerAlone((e, s, n, m, d) -> n << Lanes.bits(s - 1))),
                bitwise("NOT", "mvn", "00", (e, s, n, m, d) -> ~n),
                bitwise("RBIT", "rbit", "01", (e, s, n, m, d) -> ElementBits.reverseInBytes(n)));
        return Stream.of(same, narrowing, others)
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Instruction pairs(String name, int u, String opcode, LaneOperation operation) {
        return declare(name, u, opcode, Sizes.BYTE_TO_WORD, " <Vd.pT>, <Vn.T>")
                .semantics(VectorForms.twoRegisters(operation));
    }

    private static Instruction.Builder declare(String name, int u, String opcode, Sizes sizes, String operands) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_TWO_REGISTER_MISCELLANEOUS,
                        name,
                        "0 Q %d 01110 size:2 10000 %s 10 Rn:5 Rd:5".formatted(u, opcode))
                .allocatedWhen(sizes::allowVector)
                .assembly(name.toLowerCase(Locale.ROOT) + operands);
    }

    /** The operations that have an opcode where the others have a size. */
    private static Instruction bitwise(String name, String mnemonic, String opcode, LaneOperation operation) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_TWO_REGISTER_MISCELLANEOUS,
                        name,
                        "0 Q 1 01110 %s 10000 00101 10 Rn:5 Rd:5".formatted(opcode))
                .assembly(mnemonic + " <Vd.xB>, <Vn.xB>")
                .semantics(VectorForms.twoRegisters(operation));
    }

    public static List<Instruction> scalars() {
        Stream<Instruction> same = OPERATIONS.stream()
                .filter(row -> row.scalarSizes != Sizes.NONE)
                .map(row -> scalar(
                        row.name,
                        row.u,
                        row.opcode,
                        row.scalarSizes,
                        " <Td>, <Tn>" + row.suffix,
                        ScalarForms.twoRegisters(row.operation)));
        Stream<Instruction> narrowing = NARROWING.stream()
                .filter(row -> !row.name.equals("XTN"))
                .map(row -> scalar(
                        row.name,
                        row.u,
                        row.opcode,
                        Sizes.BYTE_TO_WORD,
                        " <Td>, <2Tn>",
                        WideForms.narrowingScalar(row.operation)));
        return Stream.concat(same, narrowing).toList();
    }

    private static Instruction scalar(
            String name, int u, String opcode, Sizes sizes, String operands, Semantics semantics) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_SCALAR_TWO_REGISTER_MISCELLANEOUS,
                        name,
                        "01 %d 11110 size:2 10000 %s 10 Rn:5 Rd:5".formatted(u, opcode))
                .allocatedWhen(sizes::allowScalar)
                .assembly(name.toLowerCase(Locale.ROOT) + operands)
                .semantics(semantics);
    }
}

package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Integer operations of a vector with one element of another (Arm ARM C4.1, Advanced SIMD vector x indexed element). */
public final class ByElement {
    private static final int HALFWORD = 1;
    private static final int WORD = 2;

    private static final List<Operation> SAME = List.of(
            vector("MLA", 1, "0000", ThreeDifferent.MULTIPLY_ADD),
            vector("MLS", 1, "0100", ThreeDifferent.MULTIPLY_SUBTRACT),
            vector("MUL", 0, "1000", ThreeDifferent.MULTIPLY),
            both(
                    "SQDMULH",
                    0,
                    "1100",
                    Feature.ADVANCED_SIMD,
                    (e, s, n, m, d) -> Multiplication.doublingHigh(e, s, n, m, false)),
            both(
                    "SQRDMULH",
                    0,
                    "1101",
                    Feature.ADVANCED_SIMD,
                    (e, s, n, m, d) -> Multiplication.doublingHigh(e, s, n, m, true)),
            both(
                    "SQRDMLAH",
                    1,
                    "1101",
                    Feature.RDM,
                    (e, s, n, m, d) -> Multiplication.doublingHighAccumulate(e, s, n, m, d, false)),
            both(
                    "SQRDMLSH",
                    1,
                    "1111",
                    Feature.RDM,
                    (e, s, n, m, d) -> Multiplication.doublingHighAccumulate(e, s, n, m, d, true)));

    private static final List<Operation> LONGER = List.of(
            vector("SMLAL", 0, "0010", ThreeDifferent.MULTIPLY_ADD),
            vector("UMLAL", 1, "0010", ThreeDifferent.MULTIPLY_ADD),
            vector("SMLSL", 0, "0110", ThreeDifferent.MULTIPLY_SUBTRACT),
            vector("UMLSL", 1, "0110", ThreeDifferent.MULTIPLY_SUBTRACT),
            vector("SMULL", 0, "1010", ThreeDifferent.MULTIPLY),
            vector("UMULL", 1, "1010", ThreeDifferent.MULTIPLY),
            both("SQDMLAL", 0, "0011", Feature.ADVANCED_SIMD, ThreeDifferent.DOUBLE_ADD),
            both("SQDMLSL", 0, "0111", Feature.ADVANCED_SIMD, ThreeDifferent.DOUBLE_SUBTRACT),
            both("SQDMULL", 0, "1011", Feature.ADVANCED_SIMD, ThreeDifferent.DOUBLE));

    private record Operation(
            String name, int u, String opcode, boolean scalar, Feature feature, LaneOperation operation) {}

    private ByElement() {}

    private static Operation vector(String name, int u, String opcode, LaneOperation operation) {
        return new Operation(name, u, opcode, false, Feature.ADVANCED_SIMD, operation);
    }

    private static Operation both(String name, int u, String opcode, Feature feature, LaneOperation operation) {
        return new Operation(name, u, opcode, true, feature, operation);
    }

    public static List<Instruction> vectors() {
        List<Instruction> table = new ArrayList<>();
        for (int size = HALFWORD; size <= WORD; size++) {
            for (Operation row : SAME) {
                table.add(declare(
                        row, false, size, " <Vd.T>, <Vn.T>, <indexedM>", VectorForms.byElement(size, row.operation)));
            }
            for (Operation row : LONGER) {
                table.add(declare(
                        row,
                        false,
                        size,
                        "<2> <Vd.2T>, <Vn.T>, <indexedM>",
                        WideForms.longerByElement(size, row.u == 0, row.operation)));
            }
        }
        table.add(dot("SDOT", Feature.DOT_PRODUCT, "0", "10", "1110", true, true));
        table.add(dot("UDOT", Feature.DOT_PRODUCT, "1", "10", "1110", false, false));
        table.add(dot("SUDOT", Feature.I8MM, "0", "00", "1111", true, false));
        table.add(dot("USDOT", Feature.I8MM, "0", "10", "1111", false, true));
        return table;
    }

    public static List<Instruction> scalars() {
        List<Instruction> table = new ArrayList<>();
        for (int size = HALFWORD; size <= WORD; size++) {
            for (Operation row : SAME) {
                if (row.scalar) {
                    table.add(declare(
                            row, true, size, " <Td>, <Tn>, <indexedM>", ScalarForms.byElement(size, row.operation)));
                }
            }
            for (Operation row : LONGER) {
                if (row.scalar) {
                    table.add(declare(
                            row,
                            true,
                            size,
                            " <2Td>, <Tn>, <indexedM>",
                            WideForms.longerScalarByElement(size, row.operation)));
                }
            }
        }
        return table;
    }

    /** Halfwords leave four bits for Vm and three, H:L:M, for the element; words five and two. */
    private static Instruction declare(Operation row, boolean scalar, int size, String operands, Semantics semantics) {
        String register = size == HALFWORD ? "01 L M Rm:4" : "10 L Rm:5";
        return VectorInstruction.declare(
                        scalar
                                ? InstructionClass.SIMD_SCALAR_X_INDEXED_ELEMENT
                                : InstructionClass.SIMD_VECTOR_X_INDEXED_ELEMENT,
                        row.name + " (by element)",
                        "%s %d %s %s %s H 0 Rn:5 Rd:5"
                                .formatted(
                                        scalar ? "01" : "0 Q", row.u, scalar ? "11111" : "01111", register, row.opcode))
                .feature(row.feature)
                .assembly(row.name.toLowerCase(Locale.ROOT) + operands)
                .semantics(semantics);
    }

    private static Instruction dot(
            String name, Feature feature, String u, String size, String opcode, boolean signedN, boolean signedM) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_VECTOR_X_INDEXED_ELEMENT,
                        name + " (by element)",
                        "0 Q %s 01111 %s L Rm:5 %s H 0 Rn:5 Rd:5".formatted(u, size, opcode))
                .feature(feature)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Vd.xS>, <Vn.xB>, <indexedBytesM>")
                .semantics(
                        VectorForms.byElement(WORD, (e, s, n, m, d) -> Multiplication.dot(n, m, d, signedN, signedM)));
    }
}

package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Operations on elements of two sizes (Arm ARM C4.1, Advanced SIMD three different), and on scalars. */
public final class ThreeDifferent {
    private static final LaneOperation ADD = (e, s, n, m, d) -> Lanes.add(n, m, s);
    private static final LaneOperation SUBTRACT = (e, s, n, m, d) -> Lanes.subtract(n, m, s);
    static final LaneOperation MULTIPLY = (e, s, n, m, d) -> Lanes.multiply(n, m, s);
    static final LaneOperation MULTIPLY_ADD = (e, s, n, m, d) -> Lanes.add(d, Lanes.multiply(n, m, s), s);
    static final LaneOperation MULTIPLY_SUBTRACT = (e, s, n, m, d) -> Lanes.subtract(d, Lanes.multiply(n, m, s), s);
    static final LaneOperation DOUBLE = (e, s, n, m, d) -> Multiplication.doubling(e, s, n, m);
    static final LaneOperation DOUBLE_ADD =
            (e, s, n, m, d) -> Saturation.addSigned(e, s, d, Multiplication.doubling(e, s, n, m));
    static final LaneOperation DOUBLE_SUBTRACT =
            (e, s, n, m, d) -> Saturation.subtractSigned(e, s, d, Multiplication.doubling(e, s, n, m));

    private ThreeDifferent() {}

    public static List<Instruction> vectors() {
        List<Instruction> table = new ArrayList<>();
        addLonger(table, "ADDL", "0000", ADD, ADD);
        addWider(table, "ADDW", "0001", ADD);
        addLonger(table, "SUBL", "0010", SUBTRACT, SUBTRACT);
        addWider(table, "SUBW", "0011", SUBTRACT);
        addNarrowing(table);
        addLonger(
                table,
                "ABAL",
                "0101",
                (e, s, n, m, d) -> Lanes.add(d, Lanes.signedDifference(n, m, s), s),
                (e, s, n, m, d) -> Lanes.add(d, Lanes.unsignedDifference(n, m, s), s));
        addLonger(
                table,
                "ABDL",
                "0111",
                (e, s, n, m, d) -> Lanes.signedDifference(n, m, s),
                (e, s, n, m, d) -> Lanes.unsignedDifference(n, m, s));
        addLonger(table, "MLAL", "1000", MULTIPLY_ADD, MULTIPLY_ADD);
        addLonger(table, "MLSL", "1010", MULTIPLY_SUBTRACT, MULTIPLY_SUBTRACT);
        addLonger(table, "MULL", "1100", MULTIPLY, MULTIPLY);
        table.add(doubling("SQDMLAL", "1001", DOUBLE_ADD));
        table.add(doubling("SQDMLSL", "1011", DOUBLE_SUBTRACT));
        table.add(doubling("SQDMULL", "1101", DOUBLE));
        table.add(declare("PMULL", 0, "1110", Sizes.BYTE, "<Vd.2T>, <Vn.T>, <Vm.T>")
                .semantics(WideForms.longer(false, (e, s, n, m, d) -> Multiplication.polynomial(n, m, s))));
        table.add(polynomialDoublewords());
        return table;
    }

    private static void addLonger(
            List<Instruction> table, String name, String opcode, LaneOperation signed, LaneOperation unsigned) {
        String operands = "<Vd.2T>, <Vn.T>, <Vm.T>";
        table.add(
                declare("S" + name, 0, opcode, Sizes.BYTE_TO_WORD, operands).semantics(WideForms.longer(true, signed)));
        table.add(declare("U" + name, 1, opcode, Sizes.BYTE_TO_WORD, operands)
                .semantics(WideForms.longer(false, unsigned)));
    }

    private static void addWider(List<Instruction> table, String name, String opcode, LaneOperation operation) {
        String operands = "<Vd.2T>, <Vn.2T>, <Vm.T>";
        table.add(declare("S" + name, 0, opcode, Sizes.BYTE_TO_WORD, operands)
                .semantics(WideForms.wider(true, operation)));
        table.add(declare("U" + name, 1, opcode, Sizes.BYTE_TO_WORD, operands)
                .semantics(WideForms.wider(false, operation)));
    }

    private static void addNarrowing(List<Instruction> table) {
        table.add(narrowing("ADDHN", 0, "0100", ADD));
        table.add(narrowing("RADDHN", 1, "0100", (e, s, n, m, d) -> roundHigh(Lanes.add(n, m, s), s)));
        table.add(narrowing("SUBHN", 0, "0110", SUBTRACT));
        table.add(narrowing("RSUBHN", 1, "0110", (e, s, n, m, d) -> roundHigh(Lanes.subtract(n, m, s), s)));
    }

    private static Instruction narrowing(String name, int u, String opcode, LaneOperation operation) {
        return declare(name, u, opcode, Sizes.BYTE_TO_WORD, "<Vd.T>, <Vn.2T>, <Vm.2T>")
                .semantics(WideForms.narrowingHigh(operation));
    }

    /** Rounds to the high half of each element, to nearest. */
    private static long roundHigh(long n, int size) {
        return Lanes.add(n, Lanes.ones(size) << (Lanes.bits(size - 1) - 1), size);
    }

    private static Instruction doubling(String name, String opcode, LaneOperation operation) {
        return declare(name, 0, opcode, Sizes.HALFWORD_WORD, "<Vd.2T>, <Vn.T>, <Vm.T>")
                .semantics(WideForms.longer(true, operation));
    }

    private static Instruction.Builder declare(String name, int u, String opcode, Sizes sizes, String operands) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_THREE_DIFFERENT,
                        name,
                        "0 Q %d 01110 size:2 1 Rm:5 %s 00 Rn:5 Rd:5".formatted(u, opcode))
                .allocatedWhen(sizes::allowVector)
                .assembly(name.toLowerCase(Locale.ROOT) + "<2> " + operands);
    }

    private static Instruction polynomialDoublewords() {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_THREE_DIFFERENT, "PMULL", "0 Q 0 01110 11 1 Rm:5 1110 00 Rn:5 Rd:5")
                .feature(Feature.PMULL)
                .assembly("pmull<2> <Vd.1Q>, <Vn.xD>, <Vm.xD>")
                .semantics((element, word) -> {
                    VectorRegisters v = element.vectors();
                    int half = Fields.bits(word, 30, 1);
                    long n = v.half(Fields.rn(word), half);
                    long m = v.half(Fields.rm(word), half);
                    v.set(Fields.rd(word), Multiplication.polynomialLow(n, m), Multiplication.polynomialHigh(n, m));
                });
    }

    public static List<Instruction> scalars() {
        return List.of(
                scalar("SQDMLAL", "1001", WideForms.longerScalar(DOUBLE_ADD)),
                scalar("SQDMLSL", "1011", WideForms.longerScalar(DOUBLE_SUBTRACT)),
                scalar("SQDMULL", "1101", WideForms.longerScalar(DOUBLE)));
    }

    private static Instruction scalar(String name, String opcode, Semantics semantics) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_SCALAR_THREE_DIFFERENT,
                        name,
                        "01 0 11110 size:2 1 Rm:5 %s 00 Rn:5 Rd:5".formatted(opcode))
                .allocatedWhen(Sizes.HALFWORD_WORD::allowScalar)
                .assembly(name.toLowerCase(Locale.ROOT) + " <2Td>, <Tn>, <Tm>")
                .semantics(semantics);
    }
}

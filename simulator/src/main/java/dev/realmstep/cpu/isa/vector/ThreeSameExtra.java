package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.Locale;

/** The integer part of what came later (Arm ARM C4.1, Advanced SIMD three-register extension), and the scalars of it. */
public final class ThreeSameExtra {
    private static final LaneOperation MULTIPLY_ADD =
            (e, s, n, m, d) -> Multiplication.doublingHighAccumulate(e, s, n, m, d, false);
    private static final LaneOperation MULTIPLY_SUBTRACT =
            (e, s, n, m, d) -> Multiplication.doublingHighAccumulate(e, s, n, m, d, true);

    private ThreeSameExtra() {}

    public static List<Instruction> vectors() {
        return List.of(
                rounding("SQRDMLAH", "0000", MULTIPLY_ADD),
                rounding("SQRDMLSH", "0001", MULTIPLY_SUBTRACT),
                dot("SDOT", Feature.DOT_PRODUCT, 0, "0010", true, true),
                dot("UDOT", Feature.DOT_PRODUCT, 1, "0010", false, false),
                dot("USDOT", Feature.I8MM, 0, "0011", false, true),
                matrix("SMMLA", 0, "0100", true, true),
                matrix("UMMLA", 1, "0100", false, false),
                matrix("USMMLA", 0, "0101", false, true));
    }

    private static Instruction rounding(String name, String opcode, LaneOperation operation) {
        return declare(name, Feature.RDM, "Q", 1, "size:2", opcode)
                .allocatedWhen(Sizes.HALFWORD_WORD::allowVector)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Vd.T>, <Vn.T>, <Vm.T>")
                .semantics(VectorForms.threeSame(operation));
    }

    private static Instruction dot(
            String name, Feature feature, int u, String opcode, boolean signedN, boolean signedM) {
        return declare(name, feature, "Q", u, "10", opcode)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Vd.xS>, <Vn.xB>, <Vm.xB>")
                .semantics(VectorForms.threeSame((e, s, n, m, d) -> Multiplication.dot(n, m, d, signedN, signedM)));
    }

    private static Instruction matrix(String name, int u, String opcode, boolean signedN, boolean signedM) {
        return declare(name, Feature.I8MM, "1", u, "10", opcode)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Vd.4S>, <Vn.16B>, <Vm.16B>")
                .semantics(matrixProduct(signedN, signedM));
    }

    /** Two rows of eight bytes by two columns of eight, added to two rows of two words. */
    private static Semantics matrixProduct(boolean signedN, boolean signedM) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int n = Fields.rn(word);
            int m = Fields.rm(word);
            int d = Fields.rd(word);
            long low = row(v.low(n), v.low(m), v.high(m), signedN, signedM);
            long high = row(v.high(n), v.low(m), v.high(m), signedN, signedM);
            v.set(d, Lanes.add(v.low(d), low, 2), Lanes.add(v.high(d), high, 2));
        };
    }

    private static long row(long row, long firstColumn, long secondColumn, boolean signedN, boolean signedM) {
        long first = Multiplication.dotDoubleword(row, firstColumn, signedN, signedM);
        long second = Multiplication.dotDoubleword(row, secondColumn, signedN, signedM);
        return (first & 0xFFFF_FFFFL) | second << 32;
    }

    private static Instruction.Builder declare(
            String name, Feature feature, String q, int u, String size, String opcode) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_THREE_REGISTER_EXTENSION,
                        name,
                        "0 %s %d 01110 %s 0 Rm:5 1 %s 1 Rn:5 Rd:5".formatted(q, u, size, opcode))
                .feature(feature);
    }

    public static List<Instruction> scalars() {
        return List.of(scalar("SQRDMLAH", "0000", MULTIPLY_ADD), scalar("SQRDMLSH", "0001", MULTIPLY_SUBTRACT));
    }

    private static Instruction scalar(String name, String opcode, LaneOperation operation) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_SCALAR_THREE_SAME_EXTRA,
                        name,
                        "01 1 11110 size:2 0 Rm:5 1 %s 1 Rn:5 Rd:5".formatted(opcode))
                .feature(Feature.RDM)
                .allocatedWhen(Sizes.HALFWORD_WORD::allowScalar)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Td>, <Tn>, <Tm>")
                .semantics(ScalarForms.threeSame(operation));
    }
}

package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.Locale;
import java.util.function.LongBinaryOperator;

/** Operations that leave one number of a vector (Arm ARM C4.1, Advanced SIMD across lanes and scalar pairwise). */
public final class Reductions {
    private Reductions() {}

    public static List<Instruction> acrossLanes() {
        return List.of(
                longer("SADDLV", 0, true),
                longer("UADDLV", 1, false),
                same("SMAXV", 0, "01010", reduction(true, 0, Math::max)),
                same("UMAXV", 1, "01010", reduction(false, 0, Math::max)),
                same("SMINV", 0, "11010", reduction(true, 0, Math::min)),
                same("UMINV", 1, "11010", reduction(false, 0, Math::min)),
                same("ADDV", 0, "11011", reduction(false, 0, Long::sum)));
    }

    private static Instruction same(String name, int u, String opcode, Semantics semantics) {
        return declare(name, u, opcode, " <Td>, <Vn.T>").semantics(semantics);
    }

    private static Instruction longer(String name, int u, boolean signed) {
        return declare(name, u, "00011", " <2Td>, <Vn.T>").semantics(reduction(signed, 1, Long::sum));
    }

    private static Instruction.Builder declare(String name, int u, String opcode, String operands) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_ACROSS_LANES,
                        name,
                        "0 Q %d 01110 size:2 11000 %s 10 Rn:5 Rd:5".formatted(u, opcode))
                .allocatedWhen(Reductions::isVector)
                .assembly(name.toLowerCase(Locale.ROOT) + operands);
    }

    /** Two words are a pair, not a vector to reduce. */
    private static boolean isVector(int word) {
        return Sizes.of(word) < 2 || (Sizes.of(word) == 2 && VectorForms.isWhole(word));
    }

    /** @param wider by how many sizes the result is wider than the elements */
    private static Semantics reduction(boolean signed, int wider, LongBinaryOperator operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int size = Sizes.of(word);
            int count = (VectorForms.isWhole(word) ? 16 : 8) >> size;
            long result = read(v, word, 0, size, signed);
            for (int index = 1; index < count; index++) {
                result = operation.applyAsLong(result, read(v, word, index, size, signed));
            }
            v.setScalar(Fields.rd(word), result & Lanes.lowest(size + wider));
        };
    }

    private static long read(VectorRegisters v, int word, int index, int size, boolean signed) {
        int n = Fields.rn(word);
        return signed ? v.signedElement(n, index, size) : v.element(n, index, size);
    }

    public static List<Instruction> scalarPairwise() {
        return List.of(VectorInstruction.declare(
                        InstructionClass.SIMD_SCALAR_PAIRWISE,
                        "ADDP (scalar)",
                        "01 0 11110 11 11000 11011 10 Rn:5 Rd:5")
                .assembly("addp <Dd>, <Vn.2D>")
                .semantics((element, word) -> {
                    VectorRegisters v = element.vectors();
                    int n = Fields.rn(word);
                    v.setScalar(Fields.rd(word), v.low(n) + v.high(n));
                }));
    }
}

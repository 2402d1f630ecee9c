package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** Moves between elements, and between elements and general registers (Arm ARM C4.1, Advanced SIMD copy). */
public final class Copy {
    private Copy() {}

    public static List<Instruction> vectors() {
        return List.of(
                declare("DUP (element)", "Q 0", "0000")
                        .allocatedWhen(Copy::isVector)
                        .assembly("dup <Vd.E>, <elementN>")
                        .semantics((element, word) -> {
                            VectorRegisters v = element.vectors();
                            duplicate(v, word, v.element(Fields.rn(word), index(word), size(word)));
                        }),
                declare("DUP (general)", "Q 0", "0001")
                        .allocatedWhen(Copy::isVector)
                        .assembly("dup <Vd.E>, <generalN>")
                        .semantics((element, word) -> duplicate(element.vectors(), word, element.x(Fields.rn(word)))),
                declare("SMOV", "0 0", "0101")
                        .allocatedWhen(word -> hasSize(word) && size(word) < 2)
                        .assembly("smov <Wd>, <elementN>")
                        .semantics((element, word) -> element.setW(
                                Fields.rd(word),
                                element.vectors().signedElement(Fields.rn(word), index(word), size(word)))),
                declare("SMOV", "1 0", "0101")
                        .allocatedWhen(word -> hasSize(word) && size(word) < 3)
                        .assembly("smov <Xd>, <elementN>")
                        .semantics((element, word) -> element.setX(
                                Fields.rd(word),
                                element.vectors().signedElement(Fields.rn(word), index(word), size(word)))),
                declare("UMOV", "0 0", "0111")
                        .allocatedWhen(word -> hasSize(word) && size(word) < 3)
                        .alias("mov <Wd>, <elementN>", word -> size(word) == 2)
                        .assembly("umov <Wd>, <elementN>")
                        .semantics((element, word) -> element.setW(
                                Fields.rd(word), element.vectors().element(Fields.rn(word), index(word), size(word)))),
                declare("UMOV", "1 0", "0111")
                        .allocatedWhen(word -> hasSize(word) && size(word) == 3)
                        .assembly("mov <Xd>, <elementN>")
                        .semantics((element, word) -> element.setX(
                                Fields.rd(word), element.vectors().element(Fields.rn(word), index(word), size(word)))),
                declare("INS (general)", "1 0", "0011")
                        .allocatedWhen(Copy::hasSize)
                        .assembly("mov <elementD>, <generalN>")
                        .semantics((element, word) -> element.vectors()
                                .setElement(Fields.rd(word), index(word), size(word), element.x(Fields.rn(word)))),
                declare("INS (element)", "1 1", "imm4:4")
                        .allocatedWhen(Copy::hasSize)
                        .assembly("mov <elementD>, <sourceElementN>")
                        .semantics((element, word) -> {
                            VectorRegisters v = element.vectors();
                            int size = size(word);
                            long value = v.element(Fields.rn(word), Fields.bits(word, 11, 4) >>> size, size);
                            v.setElement(Fields.rd(word), index(word), size, value);
                        }));
    }

    public static List<Instruction> scalars() {
        return List.of(VectorInstruction.declare(
                        InstructionClass.SIMD_SCALAR_COPY, "DUP (element)", "01 0 11110000 imm5:5 0 0000 1 Rn:5 Rd:5")
                .allocatedWhen(Copy::hasSize)
                .assembly("mov <Ed>, <elementN>")
                .semantics((element, word) -> {
                    VectorRegisters v = element.vectors();
                    v.setScalar(Fields.rd(word), v.element(Fields.rn(word), index(word), size(word)));
                }));
    }

    private static Instruction.Builder declare(String name, String qop, String imm4) {
        return VectorInstruction.declare(
                InstructionClass.SIMD_COPY, name, "0 " + qop + " 01110000 imm5:5 0 " + imm4 + " 1 Rn:5 Rd:5");
    }

    /** The lowest bit that is set in imm5 tells the size, those above it the index. */
    private static int size(int word) {
        return Integer.numberOfTrailingZeros(Fields.bits(word, 16, 5));
    }

    private static int index(int word) {
        return Fields.bits(word, 16, 5) >>> (size(word) + 1);
    }

    private static boolean hasSize(int word) {
        return Fields.bits(word, 16, 4) != 0;
    }

    private static boolean isVector(int word) {
        return hasSize(word) && (size(word) < 3 || VectorForms.isWhole(word));
    }

    private static void duplicate(VectorRegisters v, int word, long value) {
        long half = Lanes.replicate(value, size(word));
        v.set(Fields.rd(word), half, VectorForms.isWhole(word) ? half : 0);
    }
}

package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** FMOV (vector, immediate), and the numbers that eight bits can say. */
public final class FloatingPointImmediates {
    private FloatingPointImmediates() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare(FloatingPointType.SINGLE, "0", "0", Feature.ADVANCED_SIMD),
                declare(FloatingPointType.DOUBLE, "1", "0", Feature.ADVANCED_SIMD),
                declare(FloatingPointType.HALF, "0", "1", Feature.FP16));
    }

    private static Instruction declare(FloatingPointType type, String op, String o2, Feature feature) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_MODIFIED_IMMEDIATE,
                        "FMOV",
                        "0 %s %s 0111100000 abc:3 1111 %s 1 defgh:5 Rd:5".formatted(type.q(), op, o2))
                .feature(feature)
                .assembly(type.vectorTemplate("fmov <d>, <fpImmediateVector>"))
                .semantics((element, word) -> {
                    long half = type.replicate(expand(type, Fields.bits(word, 16, 3) << 5 | Fields.bits(word, 5, 5)));
                    element.vectors().set(Fields.rd(word), half, VectorForms.isWhole(word) ? half : 0);
                });
    }

    /** The number that FMOV of single precision means. */
    public static long singleOf(int imm8) {
        return expand(FloatingPointType.SINGLE, imm8);
    }

    /** The number that FMOV of double precision means. */
    public static long doubleOf(int imm8) {
        return expand(FloatingPointType.DOUBLE, imm8);
    }

    /** VFPExpandImm: the sign, an exponent from -3 to 4, four bits of fraction. */
    static long expand(FloatingPointType type, int imm8) {
        return expand(type.format(), imm8);
    }

    /** As {@link #expand(FloatingPointType, int)}. */
    public static long expand(FloatingPointFormat format, int imm8) {
        int fractionBits = format.fractionBits();
        long exponentTop = 1L << (format.bits() - 2 - fractionBits);
        long exponent = (Fields.bit(imm8, 6) ? exponentTop - 4 : exponentTop) + Fields.bits(imm8, 4, 2);
        long magnitude = exponent << fractionBits | (imm8 & 0xFL) << (fractionBits - 4);
        return Fields.bit(imm8, 7) ? format.negate(magnitude) : magnitude;
    }
}

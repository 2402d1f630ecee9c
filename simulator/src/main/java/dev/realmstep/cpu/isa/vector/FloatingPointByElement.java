package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Floating-point products with one element of a vector (Arm ARM C4.1, Advanced SIMD vector and scalar x indexed element). */
public final class FloatingPointByElement {
    private FloatingPointByElement() {}

    public static List<Instruction> vectors() {
        return FloatingPointType.each(type -> Stream.of(
                        vector(type, "FMLA", 0, "0001", byElement(type, FloatingPointThreeSame.MULTIPLY_ADD)),
                        vector(type, "FMLS", 0, "0101", byElement(type, FloatingPointThreeSame.MULTIPLY_SUBTRACT)),
                        vector(type, "FMUL", 0, "1001", byElement(type, FloatingPointArithmetic::multiply)),
                        vector(type, "FMULX", 1, "1001", byElement(type, FloatingPointArithmetic::multiplyExtended))))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Semantics byElement(FloatingPointType type, FloatingPointOperation.OfTwo operation) {
        return FloatingPointForms.vectorBy(type, type::indexedElement, operation);
    }

    private static Semantics byElement(FloatingPointType type, FloatingPointOperation.OfThree operation) {
        return FloatingPointForms.vectorBy(type, type::indexedElement, operation);
    }

    private static Instruction vector(FloatingPointType type, String name, int u, String opcode, Semantics semantics) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_VECTOR_X_INDEXED_ELEMENT,
                        name,
                        "0 %s %d 01111 %s Rm:4 %s H 0 Rn:5 Rd:5".formatted(type.q(), u, size(type), opcode))
                .feature(type.vectorFeature())
                .assembly(type.vectorTemplate(name.toLowerCase(Locale.ROOT) + " <d>, <n>, <indexedM>"))
                .semantics(semantics);
    }

    public static List<Instruction> scalars() {
        return FloatingPointType.each(type -> Stream.of(
                        scalar(type, "FMLA", 0, "0001", scalarBy(type, FloatingPointThreeSame.MULTIPLY_ADD)),
                        scalar(type, "FMLS", 0, "0101", scalarBy(type, FloatingPointThreeSame.MULTIPLY_SUBTRACT)),
                        scalar(type, "FMUL", 0, "1001", scalarBy(type, FloatingPointArithmetic::multiply)),
                        scalar(type, "FMULX", 1, "1001", scalarBy(type, FloatingPointArithmetic::multiplyExtended))))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Semantics scalarBy(FloatingPointType type, FloatingPointOperation.OfTwo operation) {
        return FloatingPointForms.scalarBy(type, type::indexedElement, operation);
    }

    private static Semantics scalarBy(FloatingPointType type, FloatingPointOperation.OfThree operation) {
        return FloatingPointForms.scalarBy(type, type::indexedElement, operation);
    }

    private static Instruction scalar(FloatingPointType type, String name, int u, String opcode, Semantics semantics) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_SCALAR_X_INDEXED_ELEMENT,
                        name,
                        "01 %d 11111 %s Rm:4 %s H 0 Rn:5 Rd:5".formatted(u, size(type), opcode))
                .feature(type.vectorFeature())
                .assembly(type.scalarTemplate(name.toLowerCase(Locale.ROOT) + " <d>, <n>, <indexedM>"))
                .semantics(semantics);
    }

    /** size, L and M. */
    private static String size(FloatingPointType type) {
        return switch (type) {
            case HALF -> "00 L M";
            case SINGLE -> "10 L M";
            case DOUBLE -> "11 0 M";
        };
    }
}

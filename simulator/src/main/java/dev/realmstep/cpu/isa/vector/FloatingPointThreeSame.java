package dev.realmstep.cpu.isa.vector;

import static dev.realmstep.cpu.floatingpoint.FloatingPointComparison.isEqual;
import static dev.realmstep.cpu.floatingpoint.FloatingPointComparison.isGreater;
import static dev.realmstep.cpu.floatingpoint.FloatingPointComparison.isGreaterOrEqual;

import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointComparison;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FusedMultiplyAdd;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Floating-point operations of two vectors, or two scalars (Arm ARM C4.1, Advanced SIMD three same and three same FP16, and their
 * scalar counterparts).
 */
public final class FloatingPointThreeSame {
    /** FMLA and FMLS. */
    static final FloatingPointOperation.OfThree MULTIPLY_ADD = FusedMultiplyAdd::multiplyAdd;

    static final FloatingPointOperation.OfThree MULTIPLY_SUBTRACT =
            (format, a, n, m, status) -> FusedMultiplyAdd.multiplyAdd(format, a, format.negate(n), m, status);

    /** Also of scalars. */
    private static final List<Operation> OF_ELEMENTS = List.of(
            new Operation("FMULX", 0, 0, "011", FloatingPointArithmetic::multiplyExtended),
            new Operation("FCMEQ", 0, 0, "100", (f, n, m, status) -> allOnesIf(f, isEqual(f, n, m, status))),
            new Operation("FRECPS", 0, 0, "111", FusedMultiplyAdd::reciprocalStep),
            new Operation("FRSQRTS", 0, 1, "111", FusedMultiplyAdd::reciprocalSquareRootStep),
            new Operation("FCMGE", 1, 0, "100", (f, n, m, status) -> allOnesIf(f, isGreaterOrEqual(f, n, m, status))),
            new Operation(
                    "FACGE",
                    1,
                    0,
                    "101",
                    (f, n, m, status) -> allOnesIf(f, isGreaterOrEqual(f, f.absolute(n), f.absolute(m), status))),
            new Operation(
                    "FABD",
                    1,
                    1,
                    "010",
                    (f, n, m, status) -> f.absolute(FloatingPointArithmetic.subtract(f, n, m, status))),
            new Operation("FCMGT", 1, 1, "100", (f, n, m, status) -> allOnesIf(f, isGreater(f, n, m, status))),
            new Operation(
                    "FACGT",
                    1,
                    1,
                    "101",
                    (f, n, m, status) -> allOnesIf(f, isGreater(f, f.absolute(n), f.absolute(m), status))));

    private static final List<Operation> OF_VECTORS = List.of(
            new Operation("FMAXNM", 0, 0, "000", FloatingPointComparison::maximumNumber),
            new Operation("FADD", 0, 0, "010", FloatingPointArithmetic::add),
            new Operation("FMAX", 0, 0, "110", FloatingPointComparison::maximum),
            new Operation("FMINNM", 0, 1, "000", FloatingPointComparison::minimumNumber),
            new Operation("FSUB", 0, 1, "010", FloatingPointArithmetic::subtract),
            new Operation("FMIN", 0, 1, "110", FloatingPointComparison::minimum),
            new Operation("FMUL", 1, 0, "011", FloatingPointArithmetic::multiply),
            new Operation("FDIV", 1, 0, "111", FloatingPointArithmetic::divide));

    private static final List<Operation> OF_PAIRS = List.of(
            new Operation("FMAXNMP", 1, 0, "000", FloatingPointComparison::maximumNumber),
            new Operation("FADDP", 1, 0, "010", FloatingPointArithmetic::add),
            new Operation("FMAXP", 1, 0, "110", FloatingPointComparison::maximum),
            new Operation("FMINNMP", 1, 1, "000", FloatingPointComparison::minimumNumber),
            new Operation("FMINP", 1, 1, "110", FloatingPointComparison::minimum));

    /**
     * An instruction of the classes.
     *
     * @param u bit 29
     * @param a bit 23
     * @param opcode the low three bits of the opcode, which all the classes share
     */
    private record Operation(String name, int u, int a, String opcode, FloatingPointOperation.OfTwo operation) {}

    private FloatingPointThreeSame() {}

    public static List<Instruction> vectors() {
        return Stream.of(
                        OF_ELEMENTS.stream().flatMap(FloatingPointThreeSame::vector),
                        OF_VECTORS.stream().flatMap(FloatingPointThreeSame::vector),
                        OF_PAIRS.stream().flatMap(FloatingPointThreeSame::pairwise),
                        accumulate("FMLA", 0, MULTIPLY_ADD),
                        accumulate("FMLS", 1, MULTIPLY_SUBTRACT))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Stream<Instruction> vector(Operation row) {
        return FloatingPointType.each(type -> declareVector(
                type, row.name, row.u, row.a, row.opcode, FloatingPointForms.vector(type, row.operation)));
    }

    private static Stream<Instruction> pairwise(Operation row) {
        return FloatingPointType.each(type -> declareVector(
                type, row.name, row.u, row.a, row.opcode, FloatingPointForms.pairwise(type, row.operation)));
    }

    private static Stream<Instruction> accumulate(String name, int a, FloatingPointOperation.OfThree operation) {
        return FloatingPointType.each(
                type -> declareVector(type, name, 0, a, "001", FloatingPointForms.vector(type, operation)));
    }

    private static Instruction declareVector(
            FloatingPointType type, String name, int u, int a, String opcode, Semantics semantics) {
        String pattern = "0 %s %d 01110 %d %s %s 1 Rn:5 Rd:5".formatted(type.q(), u, a, sizeAndRm(type), opcode);
        InstructionClass instructionClass = type == FloatingPointType.HALF
                ? InstructionClass.SIMD_THREE_SAME_FP16
                : InstructionClass.SIMD_THREE_SAME;
        return VectorInstruction.declare(instructionClass, name, pattern)
                .feature(type.vectorFeature())
                .assembly(type.vectorTemplate(name.toLowerCase(Locale.ROOT) + " <d>, <n>, <m>"))
                .semantics(semantics);
    }

    public static List<Instruction> scalars() {
        return OF_ELEMENTS.stream()
                .flatMap(row -> FloatingPointType.each(type -> scalar(type, row)))
                .toList();
    }

    private static Instruction scalar(FloatingPointType type, Operation row) {
        String pattern = "01 %d 11110 %d %s %s 1 Rn:5 Rd:5".formatted(row.u, row.a, sizeAndRm(type), row.opcode);
        InstructionClass instructionClass = type == FloatingPointType.HALF
                ? InstructionClass.SIMD_SCALAR_THREE_SAME_FP16
                : InstructionClass.SIMD_SCALAR_THREE_SAME;
        return VectorInstruction.declare(instructionClass, row.name, pattern)
                .feature(type.vectorFeature())
                .assembly(type.scalarTemplate(row.name.toLowerCase(Locale.ROOT) + " <d>, <n>, <m>"))
                .semantics(FloatingPointForms.scalar(type, row.operation));
    }

    /** What differs between the classes from bit 22 to the opcode's low bits. */
    private static String sizeAndRm(FloatingPointType type) {
        return switch (type) {
            case SINGLE -> "0 1 Rm:5 11";
            case DOUBLE -> "1 1 Rm:5 11";
            case HALF -> "1 0 Rm:5 00";
        };
    }

    /** An element's bits, as comparisons write them. */
    static long allOnesIf(FloatingPointFormat format, boolean condition) {
        return condition ? -1L >>> -format.bits() : 0;
    }
}

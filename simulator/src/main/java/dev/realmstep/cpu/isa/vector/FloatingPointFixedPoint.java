package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.floatingpoint.FixedPointConversion;
import dev.realmstep.cpu.floatingpoint.Rounding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.Locale;

/** Conversions of vectors and scalars from and to fixed point, among the shifts by immediate (Arm ARM C4.1). */
public final class FloatingPointFixedPoint {
    private static final List<Operation> OPERATIONS = List.of(
            new Operation(
                    "SCVTF",
                    0,
                    "11100",
                    (format, n, bits, status) ->
                            FloatingPointTwoRegister.fromFixed(format, n, (int) bits, false, status)),
            new Operation(
                    "UCVTF",
                    1,
                    "11100",
                    (format, n, bits, status) ->
                            FloatingPointTwoRegister.fromFixed(format, n, (int) bits, true, status)),
            new Operation(
                    "FCVTZS",
                    0,
                    "11111",
                    (format, n, bits, status) -> FixedPointConversion.toFixed(
                            format, n, (int) bits, false, Rounding.ZERO, format.bits(), status)),
            new Operation(
                    "FCVTZU",
                    1,
                    "11111",
                    (format, n, bits, status) -> FixedPointConversion.toFixed(
                            format, n, (int) bits, true, Rounding.ZERO, format.bits(), status)));

    /** @param operation whose second operand is the number of bits behind the binary point */
    private record Operation(String name, int u, String opcode, FloatingPointOperation.OfTwo operation) {
        String template() {
            return name.toLowerCase(Locale.ROOT) + " <d>, <n>, #<rightShift>";
        }
    }

    private FloatingPointFixedPoint() {}

    public static List<Instruction> vectors() {
        return each(FloatingPointFixedPoint::vector);
    }

    public static List<Instruction> scalars() {
        return each(FloatingPointFixedPoint::scalar);
    }

    private static List<Instruction> each(Declaration declaration) {
        return OPERATIONS.stream()
                .flatMap(row -> FloatingPointType.each(type -> declaration.of(type, row)))
                .toList();
    }

    @FunctionalInterface
    private interface Declaration {
        Instruction of(FloatingPointType type, Operation row);
    }

    private static Instruction vector(FloatingPointType type, Operation row) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_SHIFT_BY_IMMEDIATE,
                        row.name,
                        "0 %s %d 011110 %s %s 1 Rn:5 Rd:5".formatted(type.q(), row.u, immediate(type), row.opcode))
                .feature(type.vectorFeature())
                .assembly(type.vectorTemplate(row.template()))
                .semantics(FloatingPointForms.vectorBy(type, FloatingPointFixedPoint::fractionBits, row.operation));
    }

    private static Instruction scalar(FloatingPointType type, Operation row) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_SCALAR_SHIFT_BY_IMMEDIATE,
                        row.name,
                        "01 %d 111110 %s %s 1 Rn:5 Rd:5".formatted(row.u, immediate(type), row.opcode))
                .feature(type.vectorFeature())
                .assembly(type.scalarTemplate(row.template()))
                .semantics(FloatingPointForms.scalarBy(type, FloatingPointFixedPoint::fractionBits, row.operation));
    }

    /** immh:immb, whose highest bit that is set tells the size. */
    private static String immediate(FloatingPointType type) {
        return switch (type) {
            case DOUBLE -> "1 immediate:6";
            case SINGLE -> "01 immediate:5";
            case HALF -> "001 immediate:4";
        };
    }

    private static long fractionBits(VectorRegisters vectors, int word) {
        int encoded = Fields.bits(word, 16, 7);
        return 2L * Integer.highestOneBit(encoded) - encoded;
    }
}

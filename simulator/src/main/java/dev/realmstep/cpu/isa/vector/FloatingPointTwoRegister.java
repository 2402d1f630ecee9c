package dev.realmstep.cpu.isa.vector;

import static dev.realmstep.cpu.floatingpoint.FloatingPointComparison.isEqual;
import static dev.realmstep.cpu.floatingpoint.FloatingPointComparison.isGreater;
import static dev.realmstep.cpu.floatingpoint.FloatingPointComparison.isGreaterOrEqual;
import static dev.realmstep.cpu.isa.vector.FloatingPointThreeSame.allOnesIf;

import dev.realmstep.cpu.floatingpoint.FixedPointConversion;
import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.floatingpoint.ReciprocalEstimate;
import dev.realmstep.cpu.floatingpoint.Rounding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Floating-point operations of one vector, or one scalar (Arm ARM C4.1, Advanced SIMD two-register miscellaneous and two-register
 * miscellaneous FP16, and their scalar counterparts).
 */
public final class FloatingPointTwoRegister {
    private static final String WITH_ZERO = ", #0.0";

    /** Of scalars and vectors. */
    private static final List<Operation> OF_BOTH = List.of(
            toInteger("FCVTNS", 0, 0, "11010", false, Rounding.TIE_EVEN),
            toInteger("FCVTNU", 1, 0, "11010", true, Rounding.TIE_EVEN),
            toInteger("FCVTMS", 0, 0, "11011", false, Rounding.NEGATIVE_INFINITY),
            toInteger("FCVTMU", 1, 0, "11011", true, Rounding.NEGATIVE_INFINITY),
            toInteger("FCVTAS", 0, 0, "11100", false, Rounding.TIE_AWAY),
            toInteger("FCVTAU", 1, 0, "11100", true, Rounding.TIE_AWAY),
            toInteger("FCVTPS", 0, 1, "11010", false, Rounding.POSITIVE_INFINITY),
            toInteger("FCVTPU", 1, 1, "11010", true, Rounding.POSITIVE_INFINITY),
            toInteger("FCVTZS", 0, 1, "11011", false, Rounding.ZERO),
            toInteger("FCVTZU", 1, 1, "11011", true, Rounding.ZERO),
            new Operation("SCVTF", 0, 0, "11101", "", (f, n, status) -> fromFixed(f, n, 0, false, status)),
            new Operation("UCVTF", 1, 0, "11101", "", (f, n, status) -> fromFixed(f, n, 0, true, status)),
            new Operation(
                    "FCMGT", 0, 1, "01100", WITH_ZERO, (f, n, status) -> allOnesIf(f, isGreater(f, n, 0, status))),
            new Operation("FCMEQ", 0, 1, "01101", WITH_ZERO, (f, n, status) -> allOnesIf(f, isEqual(f, n, 0, status))),
            new Operation(
                    "FCMLT", 0, 1, "01110", WITH_ZERO, (f, n, status) -> allOnesIf(f, isGreater(f, 0, n, status))),
            new Operation(
                    "FCMGE",
                    1,
                    1,
                    "01100",
                    WITH_ZERO,
                    (f, n, status) -> allOnesIf(f, isGreaterOrEqual(f, n, 0, status))),
            new Operation(
                    "FCMLE",
                    1,
                    1,
                    "01101",
                    WITH_ZERO,
                    (f, n, status) -> allOnesIf(f, isGreaterOrEqual(f, 0, n, status))),
            new Operation("FRECPE", 0, 1, "11101", "", ReciprocalEstimate::reciprocal),
            new Operation("FRSQRTE", 1, 1, "11101", "", ReciprocalEstimate::reciprocalSquareRoot));

    private static final List<Operation> OF_SCALARS =
            List.of(new Operation("FRECPX", 0, 1, "11111", "", ReciprocalEstimate::reciprocalExponent));

    private static final List<Operation> OF_VECTORS = List.of(
            new Operation("FABS", 0, 1, "01111", "", (f, n, status) -> f.absolute(n)),
            new Operation("FNEG", 1, 1, "01111", "", (f, n, status) -> f.negate(n)),
            new Operation("FSQRT", 1, 1, "11111", "", FloatingPointArithmetic::squareRoot),
            new Operation("FRINTN", 0, 0, "11000", "", FloatingPointRoundings.by(Rounding.TIE_EVEN)),
            new Operation("FRINTM", 0, 0, "11001", "", FloatingPointRoundings.by(Rounding.NEGATIVE_INFINITY)),
            new Operation("FRINTP", 0, 1, "11000", "", FloatingPointRoundings.by(Rounding.POSITIVE_INFINITY)),
            new Operation("FRINTZ", 0, 1, "11001", "", FloatingPointRoundings.by(Rounding.ZERO)),
            new Operation("FRINTA", 1, 0, "11000", "", FloatingPointRoundings.by(Rounding.TIE_AWAY)),
            new Operation("FRINTX", 1, 0, "11001", "", FloatingPointRoundings.EXACT),
            new Operation("FRINTI", 1, 1, "11001", "", FloatingPointRoundings.AS_CONTROLLED));

    private static final List<Operation> TO_SIZE = List.of(
            new Operation("FRINT32Z", 0, 0, "11110", "", FloatingPointRoundings.towardsZero(32)),
            new Operation("FRINT32X", 1, 0, "11110", "", FloatingPointRoundings.asControlled(32)),
            new Operation("FRINT64Z", 0, 0, "11111", "", FloatingPointRoundings.towardsZero(64)),
            new Operation("FRINT64X", 1, 0, "11111", "", FloatingPointRoundings.asControlled(64)));

    /**
     * An instruction of the classes.
     *
     * @param u bit 29
     * @param a bit 23
     * @param suffix what follows the registers in assembly language
     */
    private record Operation(
            String name, int u, int a, String opcode, String suffix, FloatingPointOperation.OfOne operation) {
        String template() {
            return name.toLowerCase(Locale.ROOT) + " <d>, <n>" + suffix;
        }
    }

    private FloatingPointTwoRegister() {}

    private static Operation toInteger(String name, int u, int a, String opcode, boolean unsigned, Rounding rounding) {
        return new Operation(
                name,
                u,
                a,
                opcode,
                "",
                (format, n, status) ->
                        FixedPointConversion.toFixed(format, n, 0, unsigned, rounding, format.bits(), status));
    }

    /** From a fixed-point number that is as wide. */
    static long fromFixed(
            FloatingPointFormat format, long n, int fractionBits, boolean unsigned, FloatingPointStatus status) {
        int unused = Long.SIZE - format.bits();
        long value = unsigned ? n : n << unused >> unused;
        return FixedPointConversion.fromFixed(format, value, fractionBits, unsigned, status.rounding(), status);
    }

    public static List<Instruction> vectors() {
        return Stream.of(
                        Stream.of(OF_BOTH, OF_VECTORS)
                                .flatMap(List::stream)
                                .flatMap(
                                        row -> FloatingPointType.each(type -> vector(type, row, type.vectorFeature()))),
                        TO_SIZE.stream()
                                .flatMap(row -> Stream.of(FloatingPointType.SINGLE, FloatingPointType.DOUBLE)
                                        .map(type -> vector(type, row, Feature.FRINTTS))),
                        Stream.of(
                                estimate("URECPE", 0, (f, n, status) -> unsignedReciprocal(n)),
                                estimate("URSQRTE", 1, (f, n, status) -> unsignedReciprocalSquareRoot(n))))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Instruction vector(FloatingPointType type, Operation row, Feature feature) {
        InstructionClass instructionClass = type == FloatingPointType.HALF
                ? InstructionClass.SIMD_TWO_REGISTER_MISCELLANEOUS_FP16
                : InstructionClass.SIMD_TWO_REGISTER_MISCELLANEOUS;
        return VectorInstruction.declare(
                        instructionClass,
                        row.name,
                        "0 %s %d 01110 %d %s %s 10 Rn:5 Rd:5".formatted(type.q(), row.u, row.a, size(type), row.opcode))
                .feature(feature)
                .assembly(type.vectorTemplate(row.template()))
                .semantics(FloatingPointForms.vector(type, row.operation));
    }

    /** URECPE and URSQRTE, which estimate numbers in fixed point. */
    private static Instruction estimate(String name, int u, FloatingPointOperation.OfOne operation) {
        return vector(
                FloatingPointType.SINGLE, new Operation(name, u, 1, "11100", "", operation), Feature.ADVANCED_SIMD);
    }

    private static long unsignedReciprocal(long n) {
        return ReciprocalEstimate.unsignedReciprocal((int) n) & 0xFFFF_FFFFL;
    }

    private static long unsignedReciprocalSquareRoot(long n) {
        return ReciprocalEstimate.unsignedReciprocalSquareRoot((int) n) & 0xFFFF_FFFFL;
    }

    public static List<Instruction> scalars() {
        return Stream.of(OF_BOTH, OF_SCALARS)
                .flatMap(List::stream)
                .flatMap(row -> FloatingPointType.each(type -> scalar(type, row)))
                .toList();
    }

    private static Instruction scalar(FloatingPointType type, Operation row) {
        InstructionClass instructionClass = type == FloatingPointType.HALF
                ? InstructionClass.SIMD_SCALAR_TWO_REGISTER_MISCELLANEOUS_FP16
                : InstructionClass.SIMD_SCALAR_TWO_REGISTER_MISCELLANEOUS;
        return VectorInstruction.declare(
                        instructionClass,
                        row.name,
                        "01 %d 11110 %d %s %s 10 Rn:5 Rd:5".formatted(row.u, row.a, size(type), row.opcode))
                .feature(type.vectorFeature())
                .assembly(type.scalarTemplate(row.template()))
                .semantics(FloatingPointForms.scalar(type, row.operation));
    }

    /** What differs between the classes from bit 22 to the opcode. */
    private static String size(FloatingPointType type) {
        return switch (type) {
            case SINGLE -> "0 10000";
            case DOUBLE -> "1 10000";
            case HALF -> "1 11100";
        };
    }
}

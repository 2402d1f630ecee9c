package dev.realmstep.cpu.isa.vector;

import static dev.realmstep.cpu.isa.vector.FloatingPointType.DOUBLE;
import static dev.realmstep.cpu.isa.vector.FloatingPointType.HALF;
import static dev.realmstep.cpu.isa.vector.FloatingPointType.SINGLE;

import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointComparison;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FormatConversion;
import dev.realmstep.cpu.floatingpoint.FusedMultiplyAdd;
import dev.realmstep.cpu.floatingpoint.Rounding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Floating-point data processing of one, two and three scalar registers (Arm ARM C4.1, Data Processing -- Scalar Floating-Point). */
public final class FloatingPointDataProcessing {
    private FloatingPointDataProcessing() {}

    public static List<Instruction> one() {
        return Stream.of(
                        one("FMOV", "000000", (format, n, status) -> n),
                        one("FABS", "000001", (format, n, status) -> format.absolute(n)),
                        one("FNEG", "000010", (format, n, status) -> format.negate(n)),
                        one("FSQRT", "000011", FloatingPointArithmetic::squareRoot),
                        Stream.of(
                                convert(SINGLE, "01", DOUBLE),
                                convert(SINGLE, "11", HALF),
                                convert(DOUBLE, "00", SINGLE),
                                convert(DOUBLE, "11", HALF),
                                convert(HALF, "00", SINGLE),
                                convert(HALF, "01", DOUBLE),
                                convertToBrain()),
                        one("FRINTN", "001000", FloatingPointRoundings.by(Rounding.TIE_EVEN)),
                        one("FRINTP", "001001", FloatingPointRoundings.by(Rounding.POSITIVE_INFINITY)),
                        one("FRINTM", "001010", FloatingPointRoundings.by(Rounding.NEGATIVE_INFINITY)),
                        one("FRINTZ", "001011", FloatingPointRoundings.by(Rounding.ZERO)),
                        one("FRINTA", "001100", FloatingPointRoundings.by(Rounding.TIE_AWAY)),
                        one("FRINTX", "001110", FloatingPointRoundings.EXACT),
                        one("FRINTI", "001111", FloatingPointRoundings.AS_CONTROLLED),
                        roundToSize("FRINT32Z", "010000", FloatingPointRoundings.towardsZero(32)),
                        roundToSize("FRINT32X", "010001", FloatingPointRoundings.asControlled(32)),
                        roundToSize("FRINT64Z", "010010", FloatingPointRoundings.towardsZero(64)),
                        roundToSize("FRINT64X", "010011", FloatingPointRoundings.asControlled(64)))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Stream<Instruction> one(String name, String opcode, FloatingPointOperation.OfOne operation) {
        return FloatingPointType.each(type -> declareOne(name, type, opcode)
                .assembly(type.scalarTemplate(mnemonic(name) + " <d>, <n>"))
                .semantics(FloatingPointForms.scalar(type, operation)));
    }

    private static Stream<Instruction> roundToSize(String name, String opcode, FloatingPointOperation.OfOne operation) {
        return Stream.of(SINGLE, DOUBLE)
                .map(type -> declareOne(name, type, opcode)
                        .feature(Feature.FRINTTS)
                        .assembly(type.scalarTemplate(mnemonic(name) + " <d>, <n>"))
                        .semantics(FloatingPointForms.scalar(type, operation)));
    }

    /** FCVT. Half precision is part of it even where there is no arithmetic in it. */
    private static Instruction convert(FloatingPointType from, String opcode, FloatingPointType to) {
        return declareOne("FCVT", from, "0001" + opcode)
                .feature(Feature.FP)
                .assembly("fcvt <%sd>, <%sn>".formatted(upper(to), upper(from)))
                .semantics(FloatingPointForms.scalar(
                        from, (format, n, status) -> FormatConversion.convert(format, to.format(), n, status)));
    }

    private static Instruction convertToBrain() {
        return declareOne("BFCVT", DOUBLE, "000110")
                .feature(Feature.BF16)
                .assembly("bfcvt <Hd>, <Sn>")
                .semantics(FloatingPointForms.scalar(
                        SINGLE,
                        (format, n, status) -> FormatConversion.convert(format, FloatingPointFormat.BRAIN, n, status)));
    }

    private static Instruction.Builder declareOne(String name, FloatingPointType type, String opcode) {
        return VectorInstruction.declare(
                        InstructionClass.FLOATING_POINT_ONE_SOURCE,
                        name,
                        "00011110 %s 1 %s 10000 Rn:5 Rd:5".formatted(type.ftype(), opcode))
                .feature(type.feature());
    }

    public static List<Instruction> two() {
        return Stream.of(
                        two("FMUL", "0000", FloatingPointArithmetic::multiply),
                        two("FDIV", "0001", FloatingPointArithmetic::divide),
                        two("FADD", "0010", FloatingPointArithmetic::add),
                        two("FSUB", "0011", FloatingPointArithmetic::subtract),
                        two("FMAX", "0100", FloatingPointComparison::maximum),
                        two("FMIN", "0101", FloatingPointComparison::minimum),
                        two("FMAXNM", "0110", FloatingPointComparison::maximumNumber),
                        two("FMINNM", "0111", FloatingPointComparison::minimumNumber),
                        two(
                                "FNMUL",
                                "1000",
                                (format, n, m, status) ->
                                        format.negate(FloatingPointArithmetic.multiply(format, n, m, status))))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Stream<Instruction> two(String name, String opcode, FloatingPointOperation.OfTwo operation) {
        return FloatingPointType.each(type -> VectorInstruction.declare(
                        InstructionClass.FLOATING_POINT_TWO_SOURCE,
                        name,
                        "00011110 %s 1 Rm:5 %s 10 Rn:5 Rd:5".formatted(type.ftype(), opcode))
                .feature(type.feature())
                .assembly(type.scalarTemplate(mnemonic(name) + " <d>, <n>, <m>"))
                .semantics(FloatingPointForms.scalar(type, operation)));
    }

    public static List<Instruction> three() {
        return Stream.of(
                        three("FMADD", "0", "0", FusedMultiplyAdd::multiplyAdd),
                        three(
                                "FMSUB",
                                "0",
                                "1",
                                (format, a, n, m, status) ->
                                        FusedMultiplyAdd.multiplyAdd(format, a, format.negate(n), m, status)),
                        three(
                                "FNMADD",
                                "1",
                                "0",
                                (format, a, n, m, status) -> FusedMultiplyAdd.multiplyAdd(
                                        format, format.negate(a), format.negate(n), m, status)),
                        three(
                                "FNMSUB",
                                "1",
                                "1",
                                (format, a, n, m, status) ->
                                        FusedMultiplyAdd.multiplyAdd(format, format.negate(a), n, m, status)))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Stream<Instruction> three(
            String name, String o1, String o0, FloatingPointOperation.OfThree operation) {
        return FloatingPointType.each(type -> VectorInstruction.declare(
                        InstructionClass.FLOATING_POINT_THREE_SOURCE,
                        name,
                        "00011111 %s %s Rm:5 %s Ra:5 Rn:5 Rd:5".formatted(type.ftype(), o1, o0))
                .feature(type.feature())
                .assembly(type.scalarTemplate(mnemonic(name) + " <d>, <n>, <m>, <a>"))
                .semantics(FloatingPointForms.scalar(type, operation)));
    }

    private static String mnemonic(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String upper(FloatingPointType type) {
        return type.letter().toUpperCase(Locale.ROOT);
    }
}

package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.floatingpoint.FixedPointConversion;
import dev.realmstep.cpu.floatingpoint.Rounding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Conversions and moves between floating-point registers and general registers (Arm ARM C4.1). */
public final class FloatingPointIntegerConversions {
    private static final int SCALE = 10;

    private FloatingPointIntegerConversions() {}

    /** Conversion between floating-point and integer. */
    public static List<Instruction> integer() {
        return Stream.of(
                        toInteger("FCVTN", "00", "00", Rounding.TIE_EVEN),
                        toInteger("FCVTA", "00", "10", Rounding.TIE_AWAY),
                        toInteger("FCVTP", "01", "00", Rounding.POSITIVE_INFINITY),
                        toInteger("FCVTM", "10", "00", Rounding.NEGATIVE_INFINITY),
                        toInteger("FCVTZ", "11", "00", Rounding.ZERO),
                        FloatingPointType.each(type -> fromInteger("SCVTF", type, false)),
                        FloatingPointType.each(type -> fromInteger("UCVTF", type, true)),
                        moves(),
                        Stream.of(toJavaScript()))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Stream<Instruction> toInteger(String name, String rmode, String opcode, Rounding rounding) {
        return Stream.concat(
                FloatingPointType.each(type -> toInteger(name + "S", type, rmode + opcode + "0", false, rounding)),
                FloatingPointType.each(type -> toInteger(name + "U", type, rmode + opcode + "1", true, rounding)));
    }

    private static Instruction toInteger(
            String name, FloatingPointType type, String operation, boolean unsigned, Rounding rounding) {
        return declare(name, "sf", type, operation)
                .assembly(mnemonic(name) + type.scalarTemplate(" <Rd>, <n>"))
                .semantics((element, word) -> setToFixed(element, word, type, 0, unsigned, rounding));
    }

    private static Instruction fromInteger(String name, FloatingPointType type, boolean unsigned) {
        return declare(name, "sf", type, unsigned ? "00011" : "00010")
                .assembly(mnemonic(name) + type.scalarTemplate(" <d>, <Rn>"))
                .semantics((element, word) -> setFromFixed(element, word, type, 0, unsigned));
    }

    /** @param operation rmode and opcode */
    private static Instruction.Builder declare(String name, String sf, FloatingPointType type, String operation) {
        return VectorInstruction.declare(
                        InstructionClass.CONVERSION_FLOATING_POINT_INTEGER,
                        name,
                        "%s 0 0 11110 %s 1 %s 000000 Rn:5 Rd:5".formatted(sf, type.ftype(), operation))
                .feature(type.feature());
    }

    private static Stream<Instruction> moves() {
        return Stream.of(
                declare("FMOV", "0", FloatingPointType.SINGLE, "00110")
                        .assembly("fmov <Wd>, <Sn>")
                        .semantics(moveToGeneral(FloatingPointType.SINGLE)),
                declare("FMOV", "0", FloatingPointType.SINGLE, "00111")
                        .assembly("fmov <Sd>, <Wn>")
                        .semantics(moveFromGeneral(FloatingPointType.SINGLE)),
                declare("FMOV", "1", FloatingPointType.DOUBLE, "00110")
                        .assembly("fmov <Xd>, <Dn>")
                        .semantics(moveToGeneral(FloatingPointType.DOUBLE)),
                declare("FMOV", "1", FloatingPointType.DOUBLE, "00111")
                        .assembly("fmov <Dd>, <Xn>")
                        .semantics(moveFromGeneral(FloatingPointType.DOUBLE)),
                declare("FMOV", "sf", FloatingPointType.HALF, "00110")
                        .assembly("fmov <Rd>, <Hn>")
                        .semantics(moveToGeneral(FloatingPointType.HALF)),
                declare("FMOV", "sf", FloatingPointType.HALF, "00111")
                        .assembly("fmov <Hd>, <Rn>")
                        .semantics(moveFromGeneral(FloatingPointType.HALF)),
                declareTopHalf("110")
                        .assembly("fmov <Xd>, <Vn.D>[1]")
                        .semantics((element, word) ->
                                element.setX(Fields.rd(word), element.vectors().high(Fields.rn(word)))),
                declareTopHalf("111")
                        .assembly("fmov <Vd.D>[1], <Xn>")
                        .semantics((element, word) ->
                                element.vectors().setHalf(Fields.rd(word), 1, element.x(Fields.rn(word)))));
    }

    private static Instruction.Builder declareTopHalf(String opcode) {
        return VectorInstruction.declare(
                        InstructionClass.CONVERSION_FLOATING_POINT_INTEGER,
                        "FMOV",
                        "1 0 0 11110 10 1 01 %s 000000 Rn:5 Rd:5".formatted(opcode))
                .feature(Feature.FP);
    }

    private static Semantics moveToGeneral(FloatingPointType type) {
        return (element, word) -> element.setX(Fields.rd(word), type.scalar(element, Fields.rn(word)));
    }

    private static Semantics moveFromGeneral(FloatingPointType type) {
        long mask = type.mask();
        return (element, word) -> element.vectors().setScalar(Fields.rd(word), element.x(Fields.rn(word)) & mask);
    }

    private static Instruction toJavaScript() {
        return declare("FJCVTZS", "0", FloatingPointType.DOUBLE, "11110")
                .feature(Feature.JSCVT)
                .assembly("fjcvtzs <Wd>, <Dn>")
                .semantics((element, word) -> {
                    long n = element.vectors().low(Fields.rn(word));
                    long result = FixedPointConversion.toFixedJavaScript(n, element.floatingPoint());
                    element.setW(Fields.rd(word), result);
                    // N, C and V become 0.
                    element.state().setNzcv((int) (result >>> 32) << 2);
                });
    }

    /** Conversion between floating-point and fixed-point. */
    public static List<Instruction> fixedPoint() {
        return Stream.of(
                        FloatingPointType.each(type -> declareFixed("SCVTF", type, "00010")
                                .assembly(type.scalarTemplate("scvtf <d>, <Rn>, #<fractionBits>"))
                                .semantics((element, word) ->
                                        setFromFixed(element, word, type, fractionBits(word), false))),
                        FloatingPointType.each(type -> declareFixed("UCVTF", type, "00011")
                                .assembly(type.scalarTemplate("ucvtf <d>, <Rn>, #<fractionBits>"))
                                .semantics((element, word) ->
                                        setFromFixed(element, word, type, fractionBits(word), true))),
                        FloatingPointType.each(type -> declareFixed("FCVTZS", type, "11000")
                                .assembly(type.scalarTemplate("fcvtzs <Rd>, <n>, #<fractionBits>"))
                                .semantics((element, word) ->
                                        setToFixed(element, word, type, fractionBits(word), false, Rounding.ZERO))),
                        FloatingPointType.each(type -> declareFixed("FCVTZU", type, "11001")
                                .assembly(type.scalarTemplate("fcvtzu <Rd>, <n>, #<fractionBits>"))
                                .semantics((element, word) ->
                                        setToFixed(element, word, type, fractionBits(word), true, Rounding.ZERO))))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Instruction.Builder declareFixed(String name, FloatingPointType type, String operation) {
        return VectorInstruction.declare(
                        InstructionClass.CONVERSION_FLOATING_POINT_FIXED_POINT,
                        name,
                        "sf 0 0 11110 %s 0 %s scale:6 Rn:5 Rd:5".formatted(type.ftype(), operation))
                .feature(type.feature())
                .allocatedWhen(word -> fractionBits(word) <= (Fields.sf(word) ? 64 : 32));
    }

    private static int fractionBits(int word) {
        return 64 - Fields.bits(word, SCALE, 6);
    }

    private static void setFromFixed(
            ProcessingElement element, int word, FloatingPointType type, int fractionBits, boolean unsigned) {
        int n = Fields.rn(word);
        long value = unsigned ? element.w(n) : (int) element.x(n);
        long result = FixedPointConversion.fromFixed(
                type.format(),
                Fields.sf(word) ? element.x(n) : value,
                fractionBits,
                unsigned,
                element.floatingPoint().rounding(),
                element.floatingPoint());
        element.vectors().setScalar(Fields.rd(word), result);
    }

    private static void setToFixed(
            ProcessingElement element,
            int word,
            FloatingPointType type,
            int fractionBits,
            boolean unsigned,
            Rounding rounding) {
        long result = FixedPointConversion.toFixed(
                type.format(),
                type.scalar(element, Fields.rn(word)),
                fractionBits,
                unsigned,
                rounding,
                Fields.sf(word) ? Long.SIZE : Integer.SIZE,
                element.floatingPoint());
        element.setX(Fields.rd(word), result);
    }

    private static String mnemonic(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

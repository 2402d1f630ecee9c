package dev.realmstep.cpu.isa.scalable;

import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.BRAIN;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.DOUBLE;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.HALF;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.SINGLE;

import dev.realmstep.cpu.floatingpoint.FixedPointConversion;
import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FormatConversion;
import dev.realmstep.cpu.floatingpoint.ReciprocalEstimate;
import dev.realmstep.cpu.floatingpoint.Rounding;
import dev.realmstep.cpu.floatingpoint.Scaling;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.vector.FloatingPointOperation;
import dev.realmstep.cpu.isa.vector.FloatingPointRoundings;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Floating-point operations on the active elements of one vector, conversions too (Arm ARM C4.1, SVE floating-point unary operations). */
public final class FloatingPointUnary {
    private static final String LETTERS = "BHSD";

    private FloatingPointUnary() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>(List.of(
                unary("FRINTN", "000 000", FloatingPointRoundings.by(Rounding.TIE_EVEN)),
                unary("FRINTP", "000 001", FloatingPointRoundings.by(Rounding.POSITIVE_INFINITY)),
                unary("FRINTM", "000 010", FloatingPointRoundings.by(Rounding.NEGATIVE_INFINITY)),
                unary("FRINTZ", "000 011", FloatingPointRoundings.by(Rounding.ZERO)),
                unary("FRINTA", "000 100", FloatingPointRoundings.by(Rounding.TIE_AWAY)),
                unary("FRINTX", "000 110", FloatingPointRoundings.EXACT),
                unary("FRINTI", "000 111", FloatingPointRoundings.AS_CONTROLLED),
                unary("FRECPX", "001 100", ReciprocalEstimate::reciprocalExponent),
                unary("FSQRT", "001 101", FloatingPointArithmetic::squareRoot),
                convert("FCVT", "10 001000", SINGLE, HALF).semantics(convert(SINGLE, HALF)),
                convert("FCVT", "10 001001", HALF, SINGLE).semantics(convert(HALF, SINGLE)),
                convert("BFCVT", "10 001010", SINGLE, HALF)
                        .feature(Feature.SVE_BF16)
                        .semantics(convert(SINGLE, BRAIN)),
                convert("FCVT", "11 001000", DOUBLE, HALF).semantics(convert(DOUBLE, HALF)),
                convert("FCVT", "11 001001", HALF, DOUBLE).semantics(convert(HALF, DOUBLE)),
                convert("FCVT", "11 001010", DOUBLE, SINGLE).semantics(convert(DOUBLE, SINGLE)),
                convert("FCVT", "11 001011", SINGLE, DOUBLE).semantics(convert(SINGLE, DOUBLE)),
                convert("FCVTX", "00 001010", DOUBLE, SINGLE)
                        .feature(Feature.SVE2)
                        .semantics((element, word) -> FloatingPointElements.eachActive(
                                element,
                                word,
                                3,
                                (z, index, size) -> FormatConversion.convert(
                                        DOUBLE,
                                        SINGLE,
                                        z.element(Fields.rn(word), index, size),
                                        Rounding.ODD,
                                        element.floatingPoint()))),
                logarithm()));
        addIntegers(table);
        return table;
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_FLOATING_POINT_UNARY, name, "01100101 " + rest + " 101 Pg:3 Zn:5 Zd:5");
    }

    private static Instruction unary(String name, String opcode, FloatingPointOperation.OfOne operation) {
        return declare(name, "size:2 " + opcode)
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zn.T>")
                .semantics(FloatingPointElements.unary(operation));
    }

    private static Instruction.Builder convert(
            String name, String opcode, FloatingPointFormat from, FloatingPointFormat to) {
        return declare(name, opcode)
                .assembly("%s <Zd.%s>, <Pg/m>, <Zn.%s>"
                        .formatted(name.toLowerCase(Locale.ROOT), letter(size(to)), letter(size(from))));
    }

    private static char letter(int size) {
        return LETTERS.charAt(size);
    }

    private static int size(FloatingPointFormat format) {
        return Integer.numberOfTrailingZeros(format.bits() / Byte.SIZE);
    }

    /** The shorter number lies in the low bits of an element of the longer one's size. */
    private static Semantics convert(FloatingPointFormat from, FloatingPointFormat to) {
        int container = Math.max(size(from), size(to));
        long mask = Lanes.lowest(size(from));
        return (element, word) -> FloatingPointElements.eachActive(
                element,
                word,
                container,
                (z, index, size) -> FormatConversion.convertStandard(
                        from, to, z.element(Fields.rn(word), index, size) & mask, element.floatingPoint()));
    }

    private static Instruction logarithm() {
        return declare("FLOGB", "00 011 sz:2 0")
                .feature(Feature.SVE2)
                .allocatedWhen(word -> Fields.bits(word, 17, 2) != 0)
                .assembly("flogb <Zd.F>, <Pg/m>, <Zn.F>")
                .semantics((element, word) -> FloatingPointElements.eachActive(
                        element,
                        word,
                        Fields.bits(word, 17, 2),
                        (z, index, size) -> Scaling.exponent(
                                FloatingPointElements.format(size),
                                z.element(Fields.rn(word), index, size),
                                element.floatingPoint())));
    }

    private static void addIntegers(List<Instruction> table) {
        for (boolean unsigned : new boolean[] {false, true}) {
            fromInteger(table, unsigned, "01 010 01", 1, 1);
            fromInteger(table, unsigned, "01 010 10", 2, 1);
            fromInteger(table, unsigned, "01 010 11", 3, 1);
            fromInteger(table, unsigned, "10 010 10", 2, 2);
            fromInteger(table, unsigned, "11 010 00", 2, 3);
            fromInteger(table, unsigned, "11 010 10", 3, 2);
            fromInteger(table, unsigned, "11 010 11", 3, 3);
            toInteger(table, unsigned, "01 011 01", 1, 1);
            toInteger(table, unsigned, "01 011 10", 1, 2);
            toInteger(table, unsigned, "01 011 11", 1, 3);
            toInteger(table, unsigned, "10 011 10", 2, 2);
            toInteger(table, unsigned, "11 011 00", 3, 2);
            toInteger(table, unsigned, "11 011 10", 2, 3);
            toInteger(table, unsigned, "11 011 11", 3, 3);
        }
    }

    private static void fromInteger(List<Instruction> table, boolean unsigned, String opcode, int from, int to) {
        String name = unsigned ? "UCVTF" : "SCVTF";
        FloatingPointFormat format = FloatingPointElements.format(to);
        table.add(declare(name, opcode + (unsigned ? " 1" : " 0"))
                .assembly("%s <Zd.%s>, <Pg/m>, <Zn.%s>"
                        .formatted(name.toLowerCase(Locale.ROOT), letter(to), letter(from)))
                .semantics((element, word) ->
                        FloatingPointElements.eachActive(element, word, Math.max(from, to), (z, index, size) -> {
                            long container = z.element(Fields.rn(word), index, size);
                            long value =
                                    unsigned ? Lanes.unsigned(container, 0, from) : Lanes.signed(container, 0, from);
                            return FixedPointConversion.fromFixed(
                                    format,
                                    value,
                                    0,
                                    unsigned,
                                    element.floatingPoint().rounding(),
                                    element.floatingPoint());
                        })));
    }

    private static void toInteger(List<Instruction> table, boolean unsigned, String opcode, int from, int to) {
        String name = unsigned ? "FCVTZU" : "FCVTZS";
        FloatingPointFormat format = FloatingPointElements.format(from);
        table.add(declare(name, opcode + (unsigned ? " 1" : " 0"))
                .assembly("%s <Zd.%s>, <Pg/m>, <Zn.%s>"
                        .formatted(name.toLowerCase(Locale.ROOT), letter(to), letter(from)))
                .semantics((element, word) ->
                        FloatingPointElements.eachActive(element, word, Math.max(from, to), (z, index, size) -> {
                            long number = z.element(Fields.rn(word), index, size) & Lanes.lowest(from);
                            long fixed = FixedPointConversion.toFixed(
                                    format,
                                    number,
                                    0,
                                    unsigned,
                                    Rounding.ZERO,
                                    Lanes.bits(to),
                                    element.floatingPoint());
                            return unsigned ? fixed : Lanes.signed(fixed, 0, to);
                        })));
    }
}

package dev.realmstep.cpu.isa.scalable;

import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.BRAIN;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.DOUBLE;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.HALF;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.SINGLE;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointComparison;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.floatingpoint.FormatConversion;
import dev.realmstep.cpu.floatingpoint.FusedMultiplyAdd;
import dev.realmstep.cpu.floatingpoint.Rounding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.FloatingPointOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Floating-point operations of neighbours, on top halves, and on factors of half the size (Arm ARM C4.1, SVE2 floating-point). */
public final class FloatingPointWideningForms {
    private FloatingPointWideningForms() {}

    public static List<Instruction> pairwise() {
        return List.of(
                pairwise("FADDP", "000", FloatingPointArithmetic::add),
                pairwise("FMAXNMP", "100", FloatingPointComparison::maximumNumber),
                pairwise("FMINNMP", "101", FloatingPointComparison::minimumNumber),
                pairwise("FMAXP", "110", FloatingPointComparison::maximum),
                pairwise("FMINP", "111", FloatingPointComparison::minimum));
    }

    /** Neighbours of Zd make the elements of even index, those of Zn the others. */
    private static Instruction pairwise(String name, String opcode, FloatingPointOperation.OfTwo operation) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_FLOATING_POINT_PAIRWISE,
                        name,
                        "01100100 size:2 010 %s 100 Pg:3 Zn:5 Zd:5".formatted(opcode))
                .feature(Feature.SVE2)
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zd.T>, <Zn.T>")
                .semantics((element, word) -> {
                    long[] d = element.scalable().vector(Fields.rd(word));
                    long[] n = element.scalable().vector(Fields.rn(word));
                    FloatingPointElements.eachActive(element, word, (z, index, size) -> {
                        long[] source = index % 2 == 0 ? d : n;
                        return operation.apply(
                                FloatingPointElements.format(size),
                                VectorWords.element(source, index & ~1, size),
                                VectorWords.element(source, index | 1, size),
                                element.floatingPoint());
                    });
                });
    }

    /** A conversion of one number. */
    @FunctionalInterface
    private interface Conversion {
        long of(long number, FloatingPointStatus status);
    }

    public static List<Instruction> conversions() {
        return List.of(
                narrow("FCVTNT", "10 0010 00", 2, Feature.SVE2, standard(SINGLE, HALF)),
                narrow("FCVTNT", "11 0010 10", 3, Feature.SVE2, standard(DOUBLE, SINGLE)),
                narrow("BFCVTNT", "10 0010 10", 2, Feature.SVE_BF16, standard(SINGLE, BRAIN)),
                narrow(
                        "FCVTXNT",
                        "00 0010 10",
                        3,
                        Feature.SVE2,
                        (number, status) -> FormatConversion.convert(DOUBLE, SINGLE, number, Rounding.ODD, status)),
                lengthen("10 0010 01", 2, standard(HALF, SINGLE)),
                lengthen("11 0010 11", 3, standard(SINGLE, DOUBLE)));
    }

    private static Conversion standard(FloatingPointFormat from, FloatingPointFormat to) {
        return (number, status) -> FormatConversion.convertStandard(from, to, number, status);
    }

    private static Instruction.Builder declareConversion(String name, String opcode, Feature feature) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_FLOATING_POINT_UNARY, name, "01100100 " + opcode + " 101 Pg:3 Zn:5 Zd:5")
                .feature(feature);
    }

    /** The top half of each active element becomes a number of half the size. */
    private static Instruction narrow(String name, String opcode, int size, Feature feature, Conversion conversion) {
        return declareConversion(name, opcode, feature)
                .assembly("%s <Zd.%s>, <Pg/m>, <Zn.%s>"
                        .formatted(name.toLowerCase(Locale.ROOT), size == 2 ? "H" : "S", size == 2 ? "S" : "D"))
                .semantics((element, word) -> FloatingPointElements.eachActive(element, word, size, (z, index, s) -> {
                    long low = z.element(Fields.rd(word), 2 * index, s - 1);
                    long number = conversion.of(z.element(Fields.rn(word), index, s), element.floatingPoint());
                    return low | number << Lanes.bits(s - 1);
                }));
    }

    private static Instruction lengthen(String opcode, int size, Conversion conversion) {
        return declareConversion("FCVTLT", opcode, Feature.SVE2)
                .assembly(size == 2 ? "fcvtlt <Zd.S>, <Pg/m>, <Zn.H>" : "fcvtlt <Zd.D>, <Pg/m>, <Zn.S>")
                .semantics((element, word) -> FloatingPointElements.eachActive(
                        element,
                        word,
                        size,
                        (z, index, s) -> conversion.of(
                                z.element(Fields.rn(word), 2 * index + 1, s - 1), element.floatingPoint())));
    }

    public static List<Instruction> products() {
        List<Instruction> table = new ArrayList<>();
        for (WideElements half : WideElements.values()) {
            addProducts(table, "FMLAL", 0, half);
            addProducts(table, "FMLSL", 1, half);
        }
        return table;
    }

    /** Products of half-precision numbers, added to single-precision ones. */
    private static void addProducts(List<Instruction> table, String start, int op, WideElements half) {
        String name = start + half.suffix();
        String mnemonic = name.toLowerCase(Locale.ROOT);
        table.add(declareProduct(name, "Zm:5 10 %d 00 %d".formatted(op, half.bit()))
                .assembly(mnemonic + " <Zd.S>, <Zn.H>, <Zm.H>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    for (int index = 0; index < z.elements(2); index++) {
                        multiplyAdd(
                                element,
                                word,
                                index,
                                half,
                                z.element(Fields.rm(word), 2 * index + half.bit(), 1),
                                op == 1);
                    }
                }));
        table.add(declareProduct(name + " (indexed)", "i3h:2 Zm:3 01 %d 0 i3l %d".formatted(op, half.bit()))
                .assembly(mnemonic + " <Zd.S>, <Zn.H>, <Zm.H>[<longIndexH>]")
                .semantics((element, word) -> {
                    long[] m = element.scalable().vector(Fields.bits(word, 16, 3));
                    int chosen = Fields.bits(word, 19, 2) << 1 | Fields.bits(word, 11, 1);
                    for (int index = 0; index < element.scalable().elements(2); index++) {
                        long factor = VectorWords.element(m, index / 4 * 8 + chosen, 1);
                        multiplyAdd(element, word, index, half, factor, op == 1);
                    }
                }));
    }

    private static Instruction.Builder declareProduct(String name, String rest) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_FLOATING_POINT_WIDENING, name, "01100100 10 1 " + rest + " Zn:5 Zd:5")
                .feature(Feature.SVE2);
    }

    private static void multiplyAdd(
            ProcessingElement element, int word, int index, WideElements half, long m, boolean negates) {
        ScalableRegisters z = element.scalable();
        long n = z.element(Fields.rn(word), 2 * index + half.bit(), 1);
        long d = z.element(Fields.rd(word), index, 2);
        long sum = FusedMultiplyAdd.multiplyAddHalves(d, negates ? HALF.negate(n) : n, m, element.floatingPoint());
        z.setElement(Fields.rd(word), index, 2, sum);
    }
}

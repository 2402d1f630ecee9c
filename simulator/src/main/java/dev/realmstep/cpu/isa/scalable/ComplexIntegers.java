package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.List;
import java.util.Locale;

/** Complex integers: the real part is an element of even index, the imaginary part the one after it (Arm ARM C4.1, SVE2 complex integer instructions). */
public final class ComplexIntegers {
    private ComplexIntegers() {}

    /** What a product does to a sum. */
    @FunctionalInterface
    private interface Accumulation {
        long apply(long sum, long n, long m, int size, boolean subtract);
    }

    public static List<Instruction> additions() {
        return List.of(addition("CADD", "0", false), addition("SQCADD", "1", true));
    }

    private static Instruction addition(String name, String op, boolean saturates) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_ACCUMULATE,
                        name,
                        "01000101 size:2 00000 %s 11011 rot Zn:5 Zd:5".formatted(op))
                .feature(Feature.SVE2)
                .assembly((saturates ? "sqcadd" : "cadd") + " <Zd.T>, <Zd.T>, <Zn.T>, #<addRotation10>")
                .semantics((element, word) -> add(element.scalable(), word, saturates));
    }

    /** Adds a number that is turned by a quarter, or by three. */
    private static void add(ScalableRegisters z, int word, boolean saturates) {
        int size = ScalableInstruction.size(word);
        boolean threeQuarters = Fields.bit(word, 10);
        long[] m = z.vector(Fields.rn(word));
        for (int index = 0; index < z.elements(size); index++) {
            boolean imaginary = (index & 1) != 0;
            long other = VectorWords.signedElement(m, index ^ 1, size);
            long d = z.signedElement(Fields.rd(word), index, size);
            boolean subtracts = imaginary == threeQuarters;
            long sum = subtracts ? d - other : d + other;
            z.setElement(Fields.rd(word), index, size, saturates ? saturated(d, other, sum, size, subtracts) : sum);
        }
    }

    private static long saturated(long d, long other, long result, int size, boolean subtracts) {
        long most = Lanes.lowest(size) >>> 1;
        if (size < 3) {
            return Math.clamp(result, ~most, most);
        }
        boolean overflows = (subtracts ? (d ^ other) & (d ^ result) : (d ^ result) & (other ^ result)) < 0;
        long end = d < 0 ? ~most : most;
        return overflows ? end : result;
    }

    public static List<Instruction> products() {
        return List.of(
                declare("CMLA", "size:2 0 Zm:5 0010 rot:2")
                        .assembly("cmla <Zd.T>, <Zn.T>, <Zm.T>, #<rotation10>")
                        .semantics((element, word) -> multiplyAdd(
                                element,
                                word,
                                ScalableInstruction.size(word),
                                factor(element, word),
                                ComplexIntegers::plain)),
                declare("SQRDCMLAH", "size:2 0 Zm:5 0011 rot:2")
                        .assembly("sqrdcmlah <Zd.T>, <Zn.T>, <Zm.T>, #<rotation10>")
                        .semantics((element, word) -> multiplyAdd(
                                element,
                                word,
                                ScalableInstruction.size(word),
                                factor(element, word),
                                DoublingProducts::accumulate)),
                declare("CDOT", "size:2 0 Zm:5 0001 rot:2")
                        .allocatedWhen(ElementSizes.WORD_UP::allow)
                        .assembly("cdot <Zd.T>, <Zn.T/4>, <Zm.T/4>, #<rotation10>")
                        .semantics((element, word) -> addDotProducts(
                                element.scalable(), word, ScalableInstruction.size(word), factor(element, word))));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_MULTIPLY_ADD_UNPREDICATED, name, "01000100 " + rest + " Zn:5 Zd:5")
                .feature(Feature.SVE2);
    }

    private static long plain(long sum, long n, long m, int size, boolean subtract) {
        return subtract ? sum - n * m : sum + n * m;
    }

    private static long[] factor(ProcessingElement element, int word) {
        return element.scalable().vector(Fields.rm(word));
    }

    public static List<Instruction> indexed() {
        return List.of(
                indexed("CMLA", "10 1 i2:2 Zm:3 0110", 1, "H", "S", ComplexIntegers::plain),
                indexed("CMLA", "11 1 i1 Zm:4 0110", 2, "S", "D", ComplexIntegers::plain),
                indexed("SQRDCMLAH", "10 1 i2:2 Zm:3 0111", 1, "H", "S", DoublingProducts::accumulate),
                indexed("SQRDCMLAH", "11 1 i1 Zm:4 0111", 2, "S", "D", DoublingProducts::accumulate),
                indexedDot("10 1 i2:2 Zm:3 0100", IndexedFactor.WORD, "B"),
                indexedDot("11 1 i1 Zm:4 0100", IndexedFactor.DOUBLEWORD, "H"));
    }

    private static Instruction.Builder declareIndexed(String name, String rest) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_MULTIPLY_INDEXED,
                        name + " (indexed)",
                        "01000100 " + rest + " rot:2 Zn:5 Zd:5")
                .feature(Feature.SVE2);
    }

    /** By one complex number of each 128 bits: as an element it has twice the size. */
    private static Instruction indexed(
            String name, String rest, int size, String letter, String pairLetter, Accumulation accumulation) {
        IndexedFactor pair = size == 1 ? IndexedFactor.WORD : IndexedFactor.DOUBLEWORD;
        return declareIndexed(name, rest)
                .assembly("%s <Zd.%s>, <Zn.%s>, <Zm.%s>[<factorIndex%s>], #<rotation10>"
                        .formatted(name.toLowerCase(Locale.ROOT), letter, letter, letter, pairLetter))
                .semantics((element, word) ->
                        multiplyAdd(element, word, size, pair.broadcast(element.scalable(), word), accumulation));
    }

    private static Instruction indexedDot(String rest, IndexedFactor factor, String part) {
        String letter = factor.letter();
        return declareIndexed("CDOT", rest)
                .assembly("cdot <Zd.%s>, <Zn.%s>, <Zm.%s>[<factorIndex%s>], #<rotation10>"
                        .formatted(letter, part, part, letter))
                .semantics((element, word) -> addDotProducts(
                        element.scalable(), word, factor.size(), factor.broadcast(element.scalable(), word)));
    }

    /** Adds half of a complex product, by one of the parts of Zn; the rotation is in quarters. */
    private static void multiplyAdd(
            ProcessingElement element, int word, int size, long[] m, Accumulation accumulation) {
        ScalableRegisters z = element.scalable();
        int rotation = Fields.bits(word, 10, 2);
        int odd = rotation & 1;
        long[] n = z.vector(Fields.rn(word));
        for (int index = 0; index < z.elements(size); index++) {
            boolean imaginary = (index & 1) != 0;
            boolean subtract = imaginary ? rotation >= 2 : rotation == 1 || rotation == 2;
            long first = VectorWords.signedElement(n, (index & ~1) + odd, size);
            long second = VectorWords.signedElement(m, index ^ odd, size);
            long sum = z.signedElement(Fields.rd(word), index, size);
            z.setElement(Fields.rd(word), index, size, accumulation.apply(sum, first, second, size, subtract));
        }
    }

    /** Adds one part of the products of two complex numbers, of a quarter of the size, to each element. */
    private static void addDotProducts(ScalableRegisters z, int word, int size, long[] m) {
        int rotation = Fields.bits(word, 10, 2);
        int odd = rotation & 1;
        boolean subtract = rotation == 0 || rotation == 3;
        long[] n = z.vector(Fields.rn(word));
        for (int index = 0; index < z.elements(size); index++) {
            long sum = z.element(Fields.rd(word), index, size);
            for (int at = 4 * index; at < 4 * index + 4; at += 2) {
                sum += VectorWords.signedElement(n, at, size - 2) * VectorWords.signedElement(m, at + odd, size - 2);
                long product = VectorWords.signedElement(n, at + 1, size - 2)
                        * VectorWords.signedElement(m, at + (odd ^ 1), size - 2);
                sum += subtract ? -product : product;
            }
            z.setElement(Fields.rd(word), index, size, sum);
        }
    }
}

package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointArithmetic;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FusedMultiplyAdd;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** FCADD and FCMLA: numbers whose real part is an element of even index and whose imaginary part is the one after it (Arm ARM C4.1, SVE floating-point complex). */
public final class FloatingPointComplexForms {
    private static final int SEGMENT_BYTES = 16;

    private FloatingPointComplexForms() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("FCADD", "size:2 00000 rot 100 Pg:3")
                        .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                        .assembly("fcadd <Zd.T>, <Pg/m>, <Zd.T>, <Zn.T>, #<addRotation16>")
                        .semantics(FloatingPointComplexForms::add),
                declare("FCMLA", "size:2 0 Zm:5 0 rot:2 Pg:3")
                        .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                        .assembly("fcmla <Zd.T>, <Pg/m>, <Zn.T>, <Zm.T>, #<rotation13>")
                        .semantics((element, word) -> multiplyAdd(
                                element,
                                word,
                                ScalableInstruction.size(word),
                                Fields.bits(word, 13, 2),
                                element.scalable().vector(Fields.rm(word)))),
                declare("FCMLA (indexed)", "10 1 i2:2 Zm:3 0001 rot:2")
                        .assembly("fcmla <Zd.H>, <Zn.H>, <Zm.H>[<factorIndexS>], #<rotation10>")
                        .semantics((element, word) -> multiplyAddByElement(
                                element, word, 1, Fields.bits(word, 16, 3), Fields.bits(word, 19, 2))),
                declare("FCMLA (indexed)", "11 1 i1 Zm:4 0001 rot:2")
                        .assembly("fcmla <Zd.S>, <Zn.S>, <Zm.S>[<factorIndexD>], #<rotation10>")
                        .semantics((element, word) -> multiplyAddByElement(
                                element, word, 2, Fields.bits(word, 16, 4), Fields.bits(word, 20, 1))));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_FLOATING_POINT_COMPLEX, name, "01100100 " + rest + " Zn:5 Zd:5");
    }

    /** Adds a number that is turned by a quarter, or by three. */
    private static void add(ProcessingElement element, int word) {
        boolean threeQuarters = Fields.bit(word, 16);
        int size = ScalableInstruction.size(word);
        FloatingPointFormat format = FloatingPointElements.format(size);
        long[] m = element.scalable().vector(Fields.rn(word));
        FloatingPointElements.eachActive(element, word, (z, index, s) -> {
            boolean imaginary = (index & 1) != 0;
            long other = VectorWords.element(m, index ^ 1, size);
            long turned = imaginary == threeQuarters ? format.negate(other) : other;
            long d = z.element(Fields.rd(word), index, size);
            return FloatingPointArithmetic.add(format, d, turned, element.floatingPoint());
        });
    }

    private static void multiplyAddByElement(ProcessingElement element, int word, int size, int m, int index) {
        ScalableRegisters z = element.scalable();
        long[] source = z.vector(m);
        long[] factor = new long[source.length];
        int perSegment = SEGMENT_BYTES >> size;
        for (int i = 0; i < z.elements(size); i++) {
            int at = i / perSegment * perSegment + 2 * index + (i & 1);
            factor[i << size >>> 3] |= VectorWords.element(source, at, size) << (i << (size + 3));
        }
        int rotation = Fields.bits(word, 10, 2);
        long[] n = z.vector(Fields.rn(word));
        for (int i = 0; i < z.elements(size); i++) {
            z.setElement(Fields.rd(word), i, size, sum(element, word, size, rotation, n, factor, i));
        }
    }

    private static void multiplyAdd(ProcessingElement element, int word, int size, int rotation, long[] m) {
        long[] n = element.scalable().vector(Fields.rn(word));
        FloatingPointElements.eachActive(
                element, word, size, (z, index, s) -> sum(element, word, size, rotation, n, m, index));
    }

    /** One part of half a complex product, added to that part of Zd. */
    private static long sum(
            ProcessingElement element, int word, int size, int rotation, long[] n, long[] m, int index) {
        FloatingPointFormat format = FloatingPointElements.format(size);
        int odd = rotation & 1;
        boolean imaginary = (index & 1) != 0;
        long first = VectorWords.element(n, (index & ~1) + odd, size);
        long second = VectorWords.element(m, index ^ odd, size);
        boolean negative = imaginary ? rotation >= 2 : rotation == 1 || rotation == 2;
        return FusedMultiplyAdd.multiplyAdd(
                format,
                element.scalable().element(Fields.rd(word), index, size),
                first,
                negative ? format.negate(second) : second,
                element.floatingPoint());
    }
}

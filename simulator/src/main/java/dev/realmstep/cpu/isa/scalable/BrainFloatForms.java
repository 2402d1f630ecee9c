package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.floatingpoint.BrainFloatDotProduct;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FusedMultiplyAdd;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** Products of BFloat16 numbers that are summed in single precision (FEAT_BF16 with SVE). */
public final class BrainFloatForms {
    private BrainFloatForms() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("BFDOT", "01 1 Zm:5 100000")
                        .assembly("bfdot <Zd.S>, <Zn.H>, <Zm.H>")
                        .semantics((element, word) -> {
                            ScalableRegisters z = element.scalable();
                            addDotProducts(z, word, z.vector(Fields.rm(word)));
                        }),
                declare("BFDOT (indexed)", "01 1 i2:2 Zm:3 010000")
                        .assembly("bfdot <Zd.S>, <Zn.H>, <Zm.H>[<factorIndexS>]")
                        .semantics((element, word) -> {
                            ScalableRegisters z = element.scalable();
                            addDotProducts(z, word, IndexedFactor.WORD.broadcast(z, word));
                        }),
                declare("BFMMLA", "01 1 Zm:5 111001")
                        .assembly("bfmmla <Zd.S>, <Zn.H>, <Zm.H>")
                        .semantics((element, word) -> addMatrixProducts(element.scalable(), word)),
                declare("BFMLALB", "11 1 Zm:5 100000")
                        .assembly("bfmlalb <Zd.S>, <Zn.H>, <Zm.H>")
                        .semantics((element, word) -> multiplyAdd(element, word, 0)),
                declare("BFMLALT", "11 1 Zm:5 100001")
                        .assembly("bfmlalt <Zd.S>, <Zn.H>, <Zm.H>")
                        .semantics((element, word) -> multiplyAdd(element, word, 1)),
                declare("BFMLALB (indexed)", "11 1 i3h:2 Zm:3 0100 i3l 0")
                        .assembly("bfmlalb <Zd.S>, <Zn.H>, <Zm.H>[<longIndexH>]")
                        .semantics((element, word) -> multiplyAddByElement(element, word, 0)),
                declare("BFMLALT (indexed)", "11 1 i3h:2 Zm:3 0100 i3l 1")
                        .assembly("bfmlalt <Zd.S>, <Zn.H>, <Zm.H>[<longIndexH>]")
                        .semantics((element, word) -> multiplyAddByElement(element, word, 1)));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_FLOATING_POINT_WIDENING, name, "01100100 " + rest + " Zn:5 Zd:5")
                .feature(Feature.SVE_BF16);
    }

    private static void addDotProducts(ScalableRegisters z, int word, long[] m) {
        for (int i = 0; i < m.length; i++) {
            long n = z.word(Fields.rn(word), i);
            long d = z.word(Fields.rd(word), i);
            int low = BrainFloatDotProduct.add((int) d, (int) n, (int) m[i]);
            int high = BrainFloatDotProduct.add((int) (d >>> 32), (int) (n >>> 32), (int) (m[i] >>> 32));
            z.setWord(Fields.rd(word), i, (long) high << 32 | (low & 0xFFFF_FFFFL));
        }
    }

    /** In each 128 bits two rows of four numbers by two columns make four sums. */
    private static void addMatrixProducts(ScalableRegisters z, int word) {
        long[] n = z.vector(Fields.rn(word));
        long[] m = z.vector(Fields.rm(word));
        for (int i = 0; i < n.length; i++) {
            long d = z.word(Fields.rd(word), i);
            int low = rowProduct((int) d, n[i], m[i & ~1]);
            int high = rowProduct((int) (d >>> 32), n[i], m[i | 1]);
            z.setWord(Fields.rd(word), i, (long) high << 32 | (low & 0xFFFF_FFFFL));
        }
    }

    private static int rowProduct(int sum, long n, long m) {
        int first = BrainFloatDotProduct.add(sum, (int) n, (int) m);
        return BrainFloatDotProduct.add(first, (int) (n >>> 32), (int) (m >>> 32));
    }

    /** @param odd 0 to multiply the numbers of even index, 1 those of odd index */
    private static void multiplyAdd(ProcessingElement element, int word, int odd) {
        ScalableRegisters z = element.scalable();
        for (int index = 0; index < z.elements(2); index++) {
            multiplyAdd(element, word, index, odd, z.element(Fields.rm(word), 2 * index + odd, 1));
        }
    }

    private static void multiplyAddByElement(ProcessingElement element, int word, int odd) {
        ScalableRegisters z = element.scalable();
        long[] m = z.vector(Fields.bits(word, 16, 3));
        int chosen = Fields.bits(word, 19, 2) << 1 | Fields.bits(word, 11, 1);
        for (int index = 0; index < z.elements(2); index++) {
            multiplyAdd(element, word, index, odd, VectorWords.element(m, index / 4 * 8 + chosen, 1));
        }
    }

    private static void multiplyAdd(ProcessingElement element, int word, int index, int odd, long m) {
        ScalableRegisters z = element.scalable();
        long n = z.element(Fields.rn(word), 2 * index + odd, 1);
        long d = z.element(Fields.rd(word), index, 2);
        // A BFloat16 number is the top half of a single-precision one.
        long sum =
                FusedMultiplyAdd.multiplyAdd(FloatingPointFormat.SINGLE, d, n << 16, m << 16, element.floatingPoint());
        z.setElement(Fields.rd(word), index, 2, sum);
    }
}

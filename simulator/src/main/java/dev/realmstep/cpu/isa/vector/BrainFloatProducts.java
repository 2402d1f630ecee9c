package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.floatingpoint.BrainFloatDotProduct;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.floatingpoint.FusedMultiplyAdd;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;

/** BFDOT, BFMMLA, BFMLALB and BFMLALT: products of BFloat16 numbers that are summed in single precision (FEAT_BF16). */
public final class BrainFloatProducts {
    private BrainFloatProducts() {}

    public static List<Instruction> vectors() {
        return List.of(
                declare("BFDOT", "Q", "01", "1111")
                        .assembly("bfdot <Vd.xS>, <Vn.xH>, <Vm.xH>")
                        .semantics((element, word) -> {
                            VectorRegisters vectors = element.vectors();
                            int m = Fields.rm(word);
                            setDotProducts(vectors, word, vectors.low(m), vectors.high(m));
                        }),
                declare("BFMMLA", "1", "01", "1101")
                        .assembly("bfmmla <Vd.4S>, <Vn.8H>, <Vm.8H>")
                        .semantics((element, word) -> setMatrixProduct(element.vectors(), word)),
                declare("BFMLALB", "0", "11", "1111")
                        .assembly("bfmlalb <Vd.4S>, <Vn.8H>, <Vm.8H>")
                        .semantics(multiplyAdd(0)),
                declare("BFMLALT", "1", "11", "1111")
                        .assembly("bfmlalt <Vd.4S>, <Vn.8H>, <Vm.8H>")
                        .semantics(multiplyAdd(1)));
    }

    private static Instruction.Builder declare(String name, String q, String size, String opcode) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_THREE_REGISTER_EXTENSION,
                        name,
                        "0 %s 1 01110 %s 0 Rm:5 1 %s 1 Rn:5 Rd:5".formatted(q, size, opcode))
                .feature(Feature.BF16);
    }

    public static List<Instruction> byElement() {
        return List.of(
                declareByElement("BFDOT", "Q", "01 L M Rm:4")
                        .assembly("bfdot <Vd.xS>, <Vn.xH>, <indexedHalvesM>")
                        .semantics((element, word) -> {
                            VectorRegisters vectors = element.vectors();
                            long pair = FloatingPointType.SINGLE.replicate(
                                    FloatingPointType.SINGLE.indexedElement(vectors, word));
                            setDotProducts(vectors, word, pair, pair);
                        }),
                declareByElement("BFMLALB", "0", "11 L M Rm:4")
                        .assembly("bfmlalb <Vd.4S>, <Vn.8H>, <indexedHalfM>")
                        .semantics(multiplyAddByElement(0)),
                declareByElement("BFMLALT", "1", "11 L M Rm:4")
                        .assembly("bfmlalt <Vd.4S>, <Vn.8H>, <indexedHalfM>")
                        .semantics(multiplyAddByElement(1)));
    }

    private static Instruction.Builder declareByElement(String name, String q, String sizeToRm) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_VECTOR_X_INDEXED_ELEMENT,
                        name,
                        "0 %s 0 01111 %s 1111 H 0 Rn:5 Rd:5".formatted(q, sizeToRm))
                .feature(Feature.BF16);
    }

    private static void setDotProducts(VectorRegisters vectors, int word, long lowM, long highM) {
        int d = Fields.rd(word);
        int n = Fields.rn(word);
        long low = dotProducts(vectors.low(d), vectors.low(n), lowM);
        long high = VectorForms.isWhole(word) ? dotProducts(vectors.high(d), vectors.high(n), highM) : 0;
        vectors.set(d, low, high);
    }

    private static long dotProducts(long sums, long n, long m) {
        int low = BrainFloatDotProduct.add((int) sums, (int) n, (int) m);
        int high = BrainFloatDotProduct.add((int) (sums >>> 32), (int) (n >>> 32), (int) (m >>> 32));
        return (long) high << 32 | (low & 0xFFFF_FFFFL);
    }

    /** Two rows of four numbers in Vn and Vm make four dot products. */
    private static void setMatrixProduct(VectorRegisters vectors, int word) {
        int d = Fields.rd(word);
        long n0 = vectors.low(Fields.rn(word));
        long n1 = vectors.high(Fields.rn(word));
        long m0 = vectors.low(Fields.rm(word));
        long m1 = vectors.high(Fields.rm(word));
        vectors.set(d, rowProducts(vectors.low(d), n0, m0, m1), rowProducts(vectors.high(d), n1, m0, m1));
    }

    private static long rowProducts(long sums, long n, long m0, long m1) {
        int low = BrainFloatDotProduct.add((int) sums, (int) n, (int) m0);
        int high = BrainFloatDotProduct.add((int) (sums >>> 32), (int) n, (int) m1);
        low = BrainFloatDotProduct.add(low, (int) (n >>> 32), (int) (m0 >>> 32));
        high = BrainFloatDotProduct.add(high, (int) (n >>> 32), (int) (m1 >>> 32));
        return (long) high << 32 | (low & 0xFFFF_FFFFL);
    }

    /** @param odd 0 to multiply the numbers of even index, 1 those of odd index */
    private static Semantics multiplyAdd(int odd) {
        return (element, word) -> {
            VectorRegisters vectors = element.vectors();
            for (int i = 0; i < 4; i++) {
                long m = vectors.element(Fields.rm(word), 2 * i + odd, 1);
                multiplyAdd(vectors, word, i, odd, m, element.floatingPoint());
            }
        };
    }

    private static Semantics multiplyAddByElement(int odd) {
        return (element, word) -> {
            VectorRegisters vectors = element.vectors();
            long m = FloatingPointType.HALF.indexedElement(vectors, word);
            for (int i = 0; i < 4; i++) {
                multiplyAdd(vectors, word, i, odd, m, element.floatingPoint());
            }
        };
    }

    private static void multiplyAdd(
            VectorRegisters vectors, int word, int index, int odd, long m, FloatingPointStatus status) {
        int d = Fields.rd(word);
        long n = vectors.element(Fields.rn(word), 2 * index + odd, 1);
        // A BFloat16 number is the top half of a single-precision one.
        long sum = FusedMultiplyAdd.multiplyAdd(
                FloatingPointFormat.SINGLE, vectors.element(d, index, 2), n << 16, m << 16, status);
        vectors.setElement(d, index, 2, sum);
    }
}

package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.vector.Lanes;
import dev.realmstep.cpu.isa.vector.Multiplication;
import java.util.List;
import java.util.Locale;

/** Sums of products of integers of a quarter of the size, and products of matrices of bytes (Arm ARM C4.1, SVE integer dot product, SVE matrix multiply). */
public final class DotProducts {
    private DotProducts() {}

    public static List<Instruction> vectors() {
        return List.of(
                vector("SDOT", "1 sz 0 Zm:5 00000 0", true, true),
                vector("UDOT", "1 sz 0 Zm:5 00000 1", false, false),
                declare("USDOT", "10 0 Zm:5 011 110")
                        .feature(Feature.SVE_I8MM)
                        .assembly("usdot <Zd.S>, <Zn.B>, <Zm.B>")
                        .semantics((element, word) -> accumulate(
                                element.scalable(), word, 2, factor(element.scalable(), word), false, true)));
    }

    private static Instruction vector(String name, String rest, boolean signedN, boolean signedM) {
        return declare(name, rest)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.G>, <Zn.G/4>, <Zm.G/4>")
                .semantics((element, word) -> accumulate(
                        element.scalable(),
                        word,
                        2 + Fields.bits(word, 22, 1),
                        factor(element.scalable(), word),
                        signedN,
                        signedM));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_MULTIPLY_ADD_UNPREDICATED, name, "01000100 " + rest + " Zn:5 Zd:5");
    }

    private static long[] factor(ScalableRegisters z, int word) {
        return z.vector(Fields.rm(word));
    }

    /** @param size the logarithm of the bytes of a sum */
    private static void accumulate(
            ScalableRegisters z, int word, int size, long[] m, boolean signedN, boolean signedM) {
        int d = Fields.rd(word);
        for (int i = 0; i < z.words(); i++) {
            z.setWord(d, i, dot(z.word(Fields.rn(word), i), m[i], z.word(d, i), size, signedN, signedM));
        }
    }

    private static long dot(long n, long m, long d, int size, boolean signedN, boolean signedM) {
        int part = size - 2;
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            long sum = Lanes.unsigned(d, bit, size);
            for (int at = bit; at < bit + Lanes.bits(size); at += Lanes.bits(part)) {
                sum += extend(n, at, part, signedN) * extend(m, at, part, signedM);
            }
            result |= Lanes.place(sum, bit, size);
        }
        return result;
    }

    private static long extend(long value, int bit, int size, boolean signed) {
        return signed ? Lanes.signed(value, bit, size) : Lanes.unsigned(value, bit, size);
    }

    public static List<Instruction> indexed() {
        return List.of(
                indexed("SDOT", IndexedFactor.WORD, "00000 0", Feature.SVE, true, true),
                indexed("SDOT", IndexedFactor.DOUBLEWORD, "00000 0", Feature.SVE, true, true),
                indexed("UDOT", IndexedFactor.WORD, "00000 1", Feature.SVE, false, false),
                indexed("UDOT", IndexedFactor.DOUBLEWORD, "00000 1", Feature.SVE, false, false),
                indexed("USDOT", IndexedFactor.WORD, "000 110", Feature.SVE_I8MM, false, true),
                indexed("SUDOT", IndexedFactor.WORD, "000 111", Feature.SVE_I8MM, true, false));
    }

    /** By the four parts of one element. */
    private static Instruction indexed(
            String name, IndexedFactor factor, String opcode, Feature feature, boolean signedN, boolean signedM) {
        String letter = factor.letter();
        String part = factor == IndexedFactor.WORD ? "B" : "H";
        return ScalableInstruction.declare(
                        InstructionClass.SVE_MULTIPLY_INDEXED,
                        name + " (indexed)",
                        "01000100 %s %s Zn:5 Zd:5".formatted(factor.pattern(), opcode))
                .feature(feature)
                .assembly("%s <Zd.%s>, <Zn.%s>, <Zm.%s>[<factorIndex%s>]"
                        .formatted(name.toLowerCase(Locale.ROOT), letter, part, part, letter))
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    accumulate(z, word, factor.size(), factor.broadcast(z, word), signedN, signedM);
                });
    }

    public static List<Instruction> matrices() {
        return List.of(
                matrix("SMMLA", "00", true, true),
                matrix("USMMLA", "10", false, true),
                matrix("UMMLA", "11", false, false));
    }

    private static Instruction matrix(String name, String opcode, boolean signedN, boolean signedM) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_MISCELLANEOUS,
                        name,
                        "01000101 %s 0 Zm:5 100110 Zn:5 Zd:5".formatted(opcode))
                .feature(Feature.SVE_I8MM)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.S>, <Zn.B>, <Zm.B>")
                .semantics(multiplyMatrices(signedN, signedM));
    }

    /** In each 128 bits two rows of eight bytes by two columns make four sums. */
    private static Semantics multiplyMatrices(boolean signedN, boolean signedM) {
        return (element, word) -> {
            ScalableRegisters z = element.scalable();
            long[] n = z.vector(Fields.rn(word));
            long[] m = factor(z, word);
            for (int i = 0; i < n.length; i++) {
                int segment = i & ~1;
                long low = Multiplication.dotDoubleword(n[i], m[segment], signedN, signedM);
                long high = Multiplication.dotDoubleword(n[i], m[segment + 1], signedN, signedM);
                long products = (low & 0xFFFF_FFFFL) | high << Integer.SIZE;
                z.setWord(Fields.rd(word), i, Lanes.add(z.word(Fields.rd(word), i), products, 2));
            }
        };
    }
}

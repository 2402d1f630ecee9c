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

/** Elements broadcast, shifted in, reversed, looked up, widened (Arm ARM C4.1, SVE permute vector - unpredicated and - extract). */
public final class PermutesUnpredicated {
    private PermutesUnpredicated() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("DUP (scalar)", "size:2 1 00000 001110 Rn:5 Zd:5")
                        .assembly("mov <Zd.T>, <Gn.T|SP>")
                        .semantics((element, word) -> broadcast(
                                element.scalable(),
                                word,
                                Lanes.replicate(element.xOrSp(Fields.rn(word)), ScalableInstruction.size(word)))),
                declare("DUP (indexed)", "imm2:2 1 tsz:5 001000 Zn:5 Zd:5")
                        .allocatedWhen(word -> Fields.bits(word, 16, 5) != 0)
                        .alias("mov <Zd.E>, <broadcastScalar>", word -> elementIndex(word) == 0)
                        .assembly("mov <Zd.E>, <Zn.E>[<broadcastIndex>]")
                        .semantics(PermutesUnpredicated::broadcastElement),
                declare("EXT", "001 imm8h:5 000 imm8l:3 Zn:5 Zd:5")
                        .assembly("ext <Zd.B>, <Zd.B>, <Zn.B>, #<extractPosition>")
                        .semantics(
                                (element, word) -> extract(element.scalable(), word, Fields.rd(word), Fields.rn(word))),
                declare("EXT (constructive)", "011 imm8h:5 000 imm8l:3 Zn:5 Zd:5")
                        .feature(Feature.SVE2)
                        .assembly("ext <Zd.B>, <zlist2:Zn.B>, #<extractPosition>")
                        .semantics((element, word) ->
                                extract(element.scalable(), word, Fields.rn(word), Fields.rn(word) + 1 & 31)),
                declare("INSR (scalar)", "size:2 1 00100 001110 Rn:5 Zd:5")
                        .assembly("insr <Zd.T>, <Gn.T>")
                        .semantics((element, word) -> insert(element.scalable(), word, element.x(Fields.rn(word)))),
                declare("INSR (SIMD&FP scalar)", "size:2 1 10100 001110 Rn:5 Zd:5")
                        .assembly("insr <Zd.T>, <Sn.T>")
                        .semantics((element, word) -> insert(
                                element.scalable(), word, element.vectors().low(Fields.rn(word)))),
                declare("REV", "size:2 1 11000 001110 Zn:5 Zd:5")
                        .assembly("rev <Zd.T>, <Zn.T>")
                        .semantics((element, word) -> reverse(element.scalable(), word)),
                declare("TBL", "size:2 1 Zm:5 001100 Zn:5 Zd:5")
                        .assembly("tbl <Zd.T>, <zlist1:Zn.T>, <Zm.T>")
                        .semantics((element, word) -> lookUp(element.scalable(), word, 1, false)),
                declare("TBL (two registers)", "size:2 1 Zm:5 001010 Zn:5 Zd:5")
                        .feature(Feature.SVE2)
                        .assembly("tbl <Zd.T>, <zlist2:Zn.T>, <Zm.T>")
                        .semantics((element, word) -> lookUp(element.scalable(), word, 2, false)),
                declare("TBX", "size:2 1 Zm:5 001011 Zn:5 Zd:5")
                        .feature(Feature.SVE2)
                        .assembly("tbx <Zd.T>, <Zn.T>, <Zm.T>")
                        .semantics((element, word) -> lookUp(element.scalable(), word, 1, true)),
                unpack("SUNPKLO", true, false),
                unpack("SUNPKHI", true, true),
                unpack("UUNPKLO", false, false),
                unpack("UUNPKHI", false, true));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(InstructionClass.SVE_PERMUTE_UNPREDICATED, name, "00000101 " + rest);
    }

    private static void broadcast(ScalableRegisters z, int word, long value) {
        for (int i = 0; i < z.words(); i++) {
            z.setWord(Fields.rd(word), i, value);
        }
    }

    private static int elementIndex(int word) {
        int encoded = Fields.bits(word, 22, 2) << 5 | Fields.bits(word, 16, 5);
        return encoded >>> (Integer.numberOfTrailingZeros(encoded) + 1);
    }

    /** An index beyond the vector gives zero. */
    private static void broadcastElement(ProcessingElement element, int word) {
        ScalableRegisters z = element.scalable();
        int size = Integer.numberOfTrailingZeros(Fields.bits(word, 16, 5));
        int index = elementIndex(word);
        boolean beyond = index >= z.elements(size);
        if (size < 4) {
            broadcast(z, word, beyond ? 0 : Lanes.replicate(z.element(Fields.rn(word), index, size), size));
            return;
        }
        long low = beyond ? 0 : z.word(Fields.rn(word), 2 * index);
        long high = beyond ? 0 : z.word(Fields.rn(word), 2 * index + 1);
        for (int i = 0; i < z.words(); i++) {
            z.setWord(Fields.rd(word), i, i % 2 == 0 ? low : high);
        }
    }

    /** The bytes from a position on, followed by those of a second vector. */
    private static void extract(ScalableRegisters z, int word, int first, int second) {
        int position = Fields.bits(word, 16, 5) << 3 | Fields.bits(word, 10, 3);
        int bytes = z.bytes();
        int start = position < bytes ? position : 0;
        long[] result = new long[z.words()];
        for (int index = 0; index < bytes; index++) {
            int from = start + index;
            long value = from < bytes ? z.element(first, from, 0) : z.element(second, from - bytes, 0);
            result[index >>> 3] |= value << (Byte.SIZE * (index & 7));
        }
        z.setVector(Fields.rd(word), result);
    }

    /** Moves every element up by one and puts a value below. */
    private static void insert(ScalableRegisters z, int word, long value) {
        int size = ScalableInstruction.size(word);
        int d = Fields.rd(word);
        int bits = Lanes.bits(size);
        for (int i = z.words() - 1; i >= 0; i--) {
            long below = i == 0 ? value << (Long.SIZE - bits) : z.word(d, i - 1);
            long moved = size == 3 ? 0 : z.word(d, i) << bits;
            z.setWord(d, i, moved | below >>> (Long.SIZE - bits));
        }
    }

    private static void reverse(ScalableRegisters z, int word) {
        int size = ScalableInstruction.size(word);
        int elements = z.elements(size);
        long[] from = z.vector(Fields.rn(word));
        for (int index = 0; index < elements; index++) {
            z.setElement(Fields.rd(word), index, size, VectorWords.element(from, elements - 1 - index, size));
        }
    }

    /** An index beyond the table gives zero, or leaves the element. */
    private static void lookUp(ScalableRegisters z, int word, int tables, boolean keeps) {
        int size = ScalableInstruction.size(word);
        int elements = z.elements(size);
        long[] first = z.vector(Fields.rn(word));
        long[] second = z.vector(Fields.rn(word) + 1 & 31);
        long[] indices = z.vector(Fields.rm(word));
        int d = Fields.rd(word);
        for (int i = 0; i < elements; i++) {
            long index = VectorWords.element(indices, i, size);
            if (Long.compareUnsigned(index, elements) < 0) {
                z.setElement(d, i, size, VectorWords.element(first, (int) index, size));
            } else if (Long.compareUnsigned(index, (long) tables * elements) < 0) {
                z.setElement(d, i, size, VectorWords.element(second, (int) index - elements, size));
            } else if (!keeps) {
                z.setElement(d, i, size, 0);
            }
        }
    }

    private static Instruction unpack(String name, boolean signed, boolean high) {
        return declare(name, "size:2 1100 %d %d 001110 Zn:5 Zd:5".formatted(signed ? 0 : 1, high ? 1 : 0))
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T/2>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int from = ScalableInstruction.size(word) - 1;
                    long[] narrow = z.vector(Fields.rn(word));
                    int first = high ? narrow.length / 2 : 0;
                    for (int i = 0; i < narrow.length; i++) {
                        long half = narrow[first + i / 2] >>> (i % 2 * Integer.SIZE);
                        long wide = signed ? Lanes.extendSigned(half, from) : Lanes.extendUnsigned(half, from);
                        z.setWord(Fields.rd(word), i, wide);
                    }
                });
    }

    public static List<Instruction> interleaving() {
        return List.of(
                interleave("ZIP1", "000", (i, count) -> i / 2 + i % 2 * count),
                interleave("ZIP2", "001", (i, count) -> count / 2 + i / 2 + i % 2 * count),
                interleave("UZP1", "010", (i, count) -> 2 * i),
                interleave("UZP2", "011", (i, count) -> 2 * i + 1),
                interleave("TRN1", "100", (i, count) -> i - i % 2 + i % 2 * count),
                interleave("TRN2", "101", (i, count) -> i - i % 2 + 1 + i % 2 * count));
    }

    private static Instruction interleave(String name, String opcode, PredicatePermutes.Source source) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_PERMUTE_INTERLEAVING,
                        name + " (vectors)",
                        "00000101 size:2 1 Zm:5 011 " + opcode + " Zn:5 Zd:5")
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T>, <Zm.T>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int size = ScalableInstruction.size(word);
                    int elements = z.elements(size);
                    long[] n = z.vector(Fields.rn(word));
                    long[] m = z.vector(Fields.rm(word));
                    for (int index = 0; index < elements; index++) {
                        int number = source.of(index, elements);
                        long value = VectorWords.element(number < elements ? n : m, number % elements, size);
                        z.setElement(Fields.rd(word), index, size, value);
                    }
                });
    }
}

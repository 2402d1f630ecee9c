package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.Locale;

/** Which elements are among those of another vector, and how often (Arm ARM C4.1, SVE2 character match and histogram computation). */
public final class CharacterMatches {
    private static final int SEGMENT_BYTES = 16;

    private CharacterMatches() {}

    public static List<Instruction> matches() {
        return List.of(match("MATCH", 0), match("NMATCH", 1));
    }

    private static Instruction match(String name, int not) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_CHARACTER_MATCH,
                        name,
                        "01000101 size:2 1 Zm:5 100 Pg:3 Zn:5 %d Pd:4".formatted(not))
                .feature(Feature.SVE2)
                .allocatedWhen(ElementSizes.BYTE_HALFWORD::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Pd.T>, <Pg/z>, <Zn.T>, <Zm.T>")
                .semantics((element, word) -> match(element, word, not == 0));
    }

    private static void match(ProcessingElement element, int word, boolean wanted) {
        ScalableRegisters z = element.scalable();
        int size = ScalableInstruction.size(word);
        int g = ScalableInstruction.governing(word);
        int perSegment = SEGMENT_BYTES >> size;
        int[] governing = Predicates.read(z, g);
        int[] result = new int[governing.length];
        for (int index = 0; index < z.elements(size); index++) {
            long n = z.element(Fields.rn(word), index, size);
            int from = index / perSegment * perSegment;
            boolean found = occurrences(z, Fields.rm(word), n, from, from + perSegment, size) > 0;
            if (z.isActive(g, index, size) && found == wanted) {
                Predicates.set(result, index << size);
            }
        }
        Predicates.setFlags(element, governing, result, size);
        Predicates.write(z, word & 0xF, result);
    }

    private static int occurrences(ScalableRegisters z, int m, long value, int from, int to, int size) {
        int count = 0;
        for (int index = from; index < to; index++) {
            if (z.element(m, index, size) == value) {
                count++;
            }
        }
        return count;
    }

    public static List<Instruction> histograms() {
        return List.of(
                declare("HISTCNT", "size:2 1 Zm:5 110 Pg:3")
                        .allocatedWhen(ElementSizes.WORD_UP::allow)
                        .assembly("histcnt <Zd.T>, <Pg/z>, <Zn.T>, <Zm.T>")
                        .semantics((element, word) -> countUpTo(element.scalable(), word)),
                declare("HISTSEG", "00 1 Zm:5 101 000")
                        .assembly("histseg <Zd.B>, <Zn.B>, <Zm.B>")
                        .semantics((element, word) -> countInSegment(element.scalable(), word)));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(InstructionClass.SVE_HISTOGRAM, name, "01000101 " + rest + " Zn:5 Zd:5")
                .feature(Feature.SVE2);
    }

    /** How often each active element is among the active ones of the other vector up to its own index. */
    private static void countUpTo(ScalableRegisters z, int word) {
        int size = ScalableInstruction.size(word);
        int g = ScalableInstruction.governing(word);
        long[] n = z.vector(Fields.rn(word));
        long[] m = z.vector(Fields.rm(word));
        for (int index = 0; index < z.elements(size); index++) {
            int count = 0;
            for (int other = 0; z.isActive(g, index, size) && other <= index; other++) {
                boolean same = VectorWords.element(m, other, size) == VectorWords.element(n, index, size);
                count += z.isActive(g, other, size) && same ? 1 : 0;
            }
            z.setElement(Fields.rd(word), index, size, count);
        }
    }

    private static void countInSegment(ScalableRegisters z, int word) {
        long[] result = new long[z.words()];
        for (int index = 0; index < z.bytes(); index++) {
            int from = index / SEGMENT_BYTES * SEGMENT_BYTES;
            long n = z.element(Fields.rn(word), index, 0);
            long count = occurrences(z, Fields.rm(word), n, from, from + SEGMENT_BYTES, 0);
            result[index / Long.BYTES] |= count << (Byte.SIZE * (index % Long.BYTES));
        }
        z.setVector(Fields.rd(word), result);
    }
}

package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;
import java.util.Locale;

/** The elements of predicates in another order (Arm ARM C4.1, SVE permute predicate). */
public final class PredicatePermutes {
    /** Which element becomes a given one of the result: numbers from the count of elements on are those of Pm. */
    @FunctionalInterface
    interface Source {
        int of(int index, int elements);
    }

    private PredicatePermutes() {}

    public static List<Instruction> instructions() {
        return List.of(
                interleave("ZIP1", "000", (i, count) -> i / 2 + i % 2 * count),
                interleave("ZIP2", "001", (i, count) -> count / 2 + i / 2 + i % 2 * count),
                interleave("UZP1", "010", (i, count) -> 2 * i),
                interleave("UZP2", "011", (i, count) -> 2 * i + 1),
                interleave("TRN1", "100", (i, count) -> i - i % 2 + i % 2 * count),
                interleave("TRN2", "101", (i, count) -> i - i % 2 + 1 + i % 2 * count),
                declare("REV", "size:2 11 0100 010 000 0 Pn:4 0 Pd:4")
                        .assembly("rev <Pd.T>, <Pn.T>")
                        .semantics(
                                (element, word) -> permute(element.scalable(), word, 0, (i, count) -> count - 1 - i)),
                declare("PUNPKLO", "00 11 0000 010 000 0 Pn:4 0 Pd:4")
                        .assembly("punpklo <Pd.H>, <Pn.B>")
                        .semantics((element, word) -> unpack(element.scalable(), word, false)),
                declare("PUNPKHI", "00 11 0001 010 000 0 Pn:4 0 Pd:4")
                        .assembly("punpkhi <Pd.H>, <Pn.B>")
                        .semantics((element, word) -> unpack(element.scalable(), word, true)));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(InstructionClass.SVE_PERMUTE_PREDICATES, name, "00000101 " + rest);
    }

    private static Instruction interleave(String name, String opcode, Source source) {
        return declare(name, "size:2 10 Pm:4 010 " + opcode + " 0 Pn:4 0 Pd:4")
                .assembly(name.toLowerCase(Locale.ROOT) + " <Pd.T>, <Pn.T>, <Pm.T>")
                .semantics((element, word) -> permute(element.scalable(), word, Fields.bits(word, 16, 4), source));
    }

    /** All bits of an element move with it, also those that do not count. */
    private static void permute(ScalableRegisters z, int word, int m, Source source) {
        int size = ScalableInstruction.size(word);
        int elements = z.elements(size);
        int[] from = Predicates.read(z, Fields.bits(word, 5, 4));
        int[] other = Predicates.read(z, m);
        int[] result = new int[from.length];
        for (int index = 0; index < elements; index++) {
            int number = source.of(index, elements);
            int[] register = number < elements ? from : other;
            for (int bit = 0; bit < 1 << size; bit++) {
                if (Predicates.isSet(register, (number % elements << size) + bit)) {
                    Predicates.set(result, (index << size) + bit);
                }
            }
        }
        Predicates.write(z, word & 0xF, result);
    }

    private static void unpack(ScalableRegisters z, int word, boolean high) {
        int[] from = Predicates.read(z, Fields.bits(word, 5, 4));
        int[] result = new int[from.length];
        int half = z.bytes() / 2;
        for (int bit = 0; bit < half; bit++) {
            if (Predicates.isSet(from, high ? half + bit : bit)) {
                Predicates.set(result, 2 * bit);
            }
        }
        Predicates.write(z, word & 0xF, result);
    }
}

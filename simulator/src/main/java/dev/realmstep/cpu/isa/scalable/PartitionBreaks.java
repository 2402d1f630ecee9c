package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;

/** Predicates up to the first element of a kind (Arm ARM C4.1, SVE partition break). */
public final class PartitionBreaks {
    private PartitionBreaks() {}

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (boolean setsFlags : new boolean[] {false, true}) {
            table.add(propagate("BRKPA", "brkpa", 0, false, setsFlags));
            table.add(propagate("BRKPB", "brkpb", 1, true, setsFlags));
            table.add(partition("BRKA", 0, false, setsFlags));
            table.add(partition("BRKB", 1, true, setsFlags));
            table.add(next(setsFlags));
        }
        table.add(merging("BRKA", 0, false));
        table.add(merging("BRKB", 1, true));
        return table;
    }

    private static Instruction.Builder declare(String name, boolean setsFlags, String pattern) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_PARTITION_BREAK,
                name + (setsFlags ? "S" : ""),
                pattern.formatted(setsFlags ? 1 : 0));
    }

    private static Instruction propagate(String name, String mnemonic, int b, boolean before, boolean setsFlags) {
        return declare(name, setsFlags, "00100101 0 %d 00 Pm:4 11 Pg:4 0 Pn:4 " + b + " Pd:4")
                .assembly(mnemonic + (setsFlags ? "s" : "") + " <Pd.B>, <Pg/z>, <Pn.B>, <Pm.B>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int[] governing = Predicates.read(z, g(word));
                    int[] m = Predicates.read(z, Fields.bits(word, 16, 4));
                    int[] result = isLastActive(governing, Predicates.read(z, n(word)))
                            ? upTo(governing, m, before)
                            : new int[m.length];
                    finish(element, word, governing, result, setsFlags);
                });
    }

    private static Instruction partition(String name, int b, boolean before, boolean setsFlags) {
        return declare(name, setsFlags, "00100101 " + b + " %d 01000001 Pg:4 0 Pn:4 0 Pd:4")
                .assembly((before ? "brkb" : "brka") + (setsFlags ? "s" : "") + " <Pd.B>, <Pg/z>, <Pn.B>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int[] governing = Predicates.read(z, g(word));
                    int[] result = upTo(governing, Predicates.read(z, n(word)), before);
                    finish(element, word, governing, result, setsFlags);
                });
    }

    private static Instruction merging(String name, int b, boolean before) {
        return declare(name + " (merging)", false, "00100101 " + b + " %d 01000001 Pg:4 0 Pn:4 1 Pd:4")
                .assembly((before ? "brkb" : "brka") + " <Pd.B>, <Pg/m>, <Pn.B>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int[] governing = Predicates.read(z, g(word));
                    int[] result = upTo(governing, Predicates.read(z, n(word)), before);
                    for (int i = 0; i < result.length; i++) {
                        result[i] |= z.predicate(d(word), i) & ~governing[i];
                    }
                    Predicates.write(z, d(word), result);
                });
    }

    private static Instruction next(boolean setsFlags) {
        return declare("BRKN", setsFlags, "00100101 0 %d 01100001 Pg:4 0 Pn:4 0 Pd:4")
                .assembly("brkn" + (setsFlags ? "s" : "") + " <Pd.B>, <Pg/z>, <Pn.B>, <Pd.B>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int[] governing = Predicates.read(z, g(word));
                    int[] result = isLastActive(governing, Predicates.read(z, n(word)))
                            ? Predicates.read(z, d(word))
                            : new int[governing.length];
                    // The flags are of the whole predicate, whatever governs.
                    finish(element, word, Predicates.all(z, 0), result, setsFlags);
                });
    }

    private static void finish(ProcessingElement element, int word, int[] governing, int[] result, boolean setsFlags) {
        if (setsFlags) {
            Predicates.setFlags(element, governing, result, 0);
        }
        Predicates.write(element.scalable(), d(word), result);
    }

    /** The active elements up to the first that is set; that one itself too unless before it is asked for. */
    private static int[] upTo(int[] governing, int[] n, boolean before) {
        int[] result = new int[governing.length];
        for (int i = 0; i < result.length; i++) {
            int broken = governing[i] & n[i];
            if (broken != 0) {
                int first = Integer.lowestOneBit(broken);
                result[i] = governing[i] & (first - 1 | (before ? 0 : first));
                break;
            }
            result[i] = governing[i];
        }
        return result;
    }

    private static boolean isLastActive(int[] governing, int[] n) {
        for (int i = governing.length - 1; i >= 0; i--) {
            if (governing[i] != 0) {
                return (n[i] & Integer.highestOneBit(governing[i])) != 0;
            }
        }
        return false;
    }

    private static int g(int word) {
        return Fields.bits(word, 10, 4);
    }

    private static int n(int word) {
        return Fields.bits(word, 5, 4);
    }

    private static int d(int word) {
        return word & 0xF;
    }
}

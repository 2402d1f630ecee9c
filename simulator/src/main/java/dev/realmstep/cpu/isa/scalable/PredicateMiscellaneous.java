package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** Predicates set from a pattern, tested, read from FFR, or moved on by one element (Arm ARM C4.1, SVE predicate misc). */
public final class PredicateMiscellaneous {
    private PredicateMiscellaneous() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("PTRUE", "00100101 size:2 011 000 111000 pattern:5 0 Pd:4")
                        .assembly("ptrue <Pd.T>{, <pattern>}")
                        .semantics((element, word) -> initialize(element, word, false)),
                declare("PTRUES", "00100101 size:2 011 001 111000 pattern:5 0 Pd:4")
                        .assembly("ptrues <Pd.T>{, <pattern>}")
                        .semantics((element, word) -> initialize(element, word, true)),
                declare("PFALSE", "00100101 0001 1000 1110 0100 0000 Pd:4")
                        .assembly("pfalse <Pd.B>")
                        .semantics((element, word) -> {
                            ScalableRegisters z = element.scalable();
                            Predicates.write(z, d(word), new int[z.words()]);
                        }),
                declare("PTEST", "00100101 01 010000 11 Pg:4 0 Pn:4 0 0000")
                        .assembly("ptest <Pg>, <Pn.B>")
                        .semantics((element, word) -> {
                            ScalableRegisters z = element.scalable();
                            int[] governing = Predicates.read(z, Fields.bits(word, 10, 4));
                            Predicates.setFlags(element, governing, Predicates.read(z, n(word)), 0);
                        }),
                declare("PFIRST", "00100101 01 011 000 11000 00 Pn:4 0 Pd:4")
                        .assembly("pfirst <Pd.B>, <Pn>, <Pd.B>")
                        .semantics(PredicateMiscellaneous::first),
                declare("PNEXT", "00100101 size:2 011 001 11000 10 Pn:4 0 Pd:4")
                        .assembly("pnext <Pd.T>, <Pn>, <Pd.T>")
                        .semantics(PredicateMiscellaneous::next),
                declare("SETFFR", "00100101 0010 1100 1001 0000 0000 0000")
                        .assembly("setffr")
                        .semantics((element, word) -> {
                            ScalableRegisters z = element.scalable();
                            Predicates.write(z, ScalableRegisters.FFR, Predicates.all(z, 0));
                        }),
                declare("WRFFR", "00100101 0010 1000 1001 000 Pn:4 00000")
                        .assembly("wrffr <Pn.B>")
                        .semantics((element, word) -> {
                            ScalableRegisters z = element.scalable();
                            Predicates.write(z, ScalableRegisters.FFR, Predicates.read(z, n(word)));
                        }),
                declare("RDFFR", "00100101 0001 1001 1111 0000 0000 Pd:4")
                        .assembly("rdffr <Pd.B>")
                        .semantics((element, word) -> {
                            ScalableRegisters z = element.scalable();
                            Predicates.write(z, d(word), Predicates.read(z, ScalableRegisters.FFR));
                        }),
                declare("RDFFR (predicated)", "00100101 0 0 0110001111000 Pn:4 0 Pd:4")
                        .assembly("rdffr <Pd.B>, <Pn/z>")
                        .semantics((element, word) -> readFirstFault(element, word, false)),
                declare("RDFFRS", "00100101 0 1 0110001111000 Pn:4 0 Pd:4")
                        .assembly("rdffrs <Pd.B>, <Pn/z>")
                        .semantics((element, word) -> readFirstFault(element, word, true)));
    }

    private static Instruction.Builder declare(String name, String pattern) {
        return ScalableInstruction.declare(InstructionClass.SVE_PREDICATE_MISCELLANEOUS, name, pattern);
    }

    private static void initialize(ProcessingElement element, int word, boolean setsFlags) {
        ScalableRegisters z = element.scalable();
        int size = ScalableInstruction.size(word);
        int count = ElementPattern.count(Fields.bits(word, 5, 5), z.elements(size));
        int[] result = new int[z.words()];
        for (int index = 0; index < count; index++) {
            Predicates.set(result, index << size);
        }
        if (setsFlags) {
            Predicates.setFlags(element, result, result, size);
        }
        Predicates.write(z, d(word), result);
    }

    private static void first(ProcessingElement element, int word) {
        ScalableRegisters z = element.scalable();
        int[] governing = Predicates.read(z, n(word));
        int[] result = Predicates.read(z, d(word));
        for (int i = 0; i < governing.length; i++) {
            if (governing[i] != 0) {
                result[i] |= Integer.lowestOneBit(governing[i]);
                break;
            }
        }
        Predicates.setFlags(element, governing, result, 0);
        Predicates.write(z, d(word), result);
    }

    private static void next(ProcessingElement element, int word) {
        ScalableRegisters z = element.scalable();
        int size = ScalableInstruction.size(word);
        int[] governing = Predicates.read(z, n(word));
        int[] result = new int[governing.length];
        for (int index = Predicates.lastActive(z, d(word), size) + 1; index < z.elements(size); index++) {
            if (Predicates.isSet(governing, index << size)) {
                Predicates.set(result, index << size);
                break;
            }
        }
        Predicates.setFlags(element, governing, result, size);
        Predicates.write(z, d(word), result);
    }

    private static void readFirstFault(ProcessingElement element, int word, boolean setsFlags) {
        ScalableRegisters z = element.scalable();
        int[] governing = Predicates.read(z, n(word));
        int[] result = new int[governing.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = z.predicate(ScalableRegisters.FFR, i) & governing[i];
        }
        if (setsFlags) {
            Predicates.setFlags(element, governing, result, 0);
        }
        Predicates.write(z, d(word), result);
    }

    private static int d(int word) {
        return word & 0xF;
    }

    private static int n(int word) {
        return Fields.bits(word, 5, 4);
    }
}

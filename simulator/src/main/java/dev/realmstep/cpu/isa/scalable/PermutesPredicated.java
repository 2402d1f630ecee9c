package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.ElementBits;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.List;
import java.util.Locale;

/** Moves of active elements, and of the last one (Arm ARM C4.1, SVE permute vector - predicated, and SVE select). */
public final class PermutesPredicated {
    private PermutesPredicated() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("COMPACT", "100001 100 Pg:3 Zn:5 Zd:5")
                        .allocatedWhen(ElementSizes.WORD_UP::allow)
                        .assembly("compact <Zd.T>, <Pg>, <Zn.T>")
                        .semantics((element, word) -> compact(element.scalable(), word)),
                conditional("CLASTA (vectors)", "10100 0 100 Pg:3 Zn:5 Zd:5", "<Zd.T>", true),
                conditional("CLASTB (vectors)", "10100 1 100 Pg:3 Zn:5 Zd:5", "<Zd.T>", false),
                conditional("CLASTA (SIMD&FP scalar)", "10101 0 100 Pg:3 Zn:5 Rd:5", "<Sd.T>", true),
                conditional("CLASTB (SIMD&FP scalar)", "10101 1 100 Pg:3 Zn:5 Rd:5", "<Sd.T>", false),
                conditional("CLASTA (scalar)", "11000 0 101 Pg:3 Zn:5 Rd:5", "<Gd.T>", true),
                conditional("CLASTB (scalar)", "11000 1 101 Pg:3 Zn:5 Rd:5", "<Gd.T>", false),
                last("LASTA (SIMD&FP scalar)", "10001 0 100", "<Sd.T>", true),
                last("LASTB (SIMD&FP scalar)", "10001 1 100", "<Sd.T>", false),
                last("LASTA (scalar)", "10000 0 101", "<Gd.T>", true),
                last("LASTB (scalar)", "10000 1 101", "<Gd.T>", false),
                declare("CPY (SIMD&FP scalar)", "100000 100 Pg:3 Rn:5 Zd:5")
                        .assembly("mov <Zd.T>, <Pg/m>, <Sn.T>")
                        .semantics((element, word) ->
                                copy(element.scalable(), word, element.vectors().low(Fields.rn(word)))),
                declare("CPY (scalar)", "101000 101 Pg:3 Rn:5 Zd:5")
                        .assembly("mov <Zd.T>, <Pg/m>, <Gn.T|SP>")
                        .semantics((element, word) -> copy(element.scalable(), word, element.xOrSp(Fields.rn(word)))),
                reverse("REVB", "00", ElementSizes.HALFWORD_UP, 0),
                reverse("REVH", "01", ElementSizes.WORD_UP, 1),
                reverse("REVW", "10", ElementSizes.DOUBLEWORD, 2),
                declare("RBIT", "1001 11 100 Pg:3 Zn:5 Zd:5")
                        .assembly("rbit <Zd.T>, <Pg/m>, <Zn.T>")
                        .semantics(ScalableForms.unary((f, s, n, m, d) -> ElementOperations.reverseBits(n, s))),
                declare("SPLICE", "101 100 100 Pg:3 Zn:5 Zd:5")
                        .assembly("splice <Zd.T>, <Pg>, <Zd.T>, <Zn.T>")
                        .semantics(
                                (element, word) -> splice(element.scalable(), word, Fields.rd(word), Fields.rn(word))),
                declare("SPLICE (constructive)", "101 101 100 Pg:3 Zn:5 Zd:5")
                        .feature(Feature.SVE2)
                        .assembly("splice <Zd.T>, <Pg>, <zlist2:Zn.T>")
                        .semantics((element, word) ->
                                splice(element.scalable(), word, Fields.rn(word), Fields.rn(word) + 1 & 31)),
                declare("SEL", "1 Zm:5 11 Pg:4 Zn:5 Zd:5")
                        .alias("mov <Zd.T>, <Pg/m>, <Zn.T>", word -> Fields.rd(word) == Fields.rm(word))
                        .assembly("sel <Zd.T>, <Pg>, <Zn.T>, <Zm.T>")
                        .semantics((element, word) -> select(element.scalable(), word)));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(InstructionClass.SVE_PERMUTE_PREDICATED, name, "00000101 size:2 " + rest);
    }

    private static void compact(ScalableRegisters z, int word) {
        int size = ScalableInstruction.size(word);
        long[] from = z.vector(Fields.rn(word));
        int d = Fields.rd(word);
        int next = 0;
        for (int index = 0; index < z.elements(size); index++) {
            if (z.isActive(ScalableInstruction.governing(word), index, size)) {
                z.setElement(d, next++, size, VectorWords.element(from, index, size));
            }
        }
        while (next < z.elements(size)) {
            z.setElement(d, next++, size, 0);
        }
    }

    /** CLASTA and CLASTB: the destination keeps its value when no element is active. */
    private static Instruction conditional(String name, String opcode, String destination, boolean after) {
        return declare(name, opcode)
                .assembly(name.substring(0, 6).toLowerCase(Locale.ROOT)
                        + " %s, <Pg>, %s, <Zn.T>".formatted(destination, destination))
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int size = ScalableInstruction.size(word);
                    int last = Predicates.lastActive(z, ScalableInstruction.governing(word), size);
                    boolean any = last >= 0;
                    if (destination.startsWith("<Z")) {
                        if (any) {
                            long value = z.element(Fields.rn(word), chosen(z, last, size, after), size);
                            broadcast(z, word, Lanes.replicate(value, size));
                        }
                    } else {
                        boolean general = destination.startsWith("<G");
                        long kept = general
                                ? element.x(Fields.rd(word)) & Lanes.lowest(size)
                                : z.element(Fields.rd(word), 0, size);
                        long value = any ? z.element(Fields.rn(word), chosen(z, last, size, after), size) : kept;
                        setScalar(element, word, general, value);
                    }
                });
    }

    private static void broadcast(ScalableRegisters z, int word, long value) {
        for (int i = 0; i < z.words(); i++) {
            z.setWord(Fields.rd(word), i, value);
        }
    }

    private static void setScalar(ProcessingElement element, int word, boolean general, long value) {
        if (general) {
            element.setX(Fields.rd(word), value);
        } else {
            element.vectors().setScalar(Fields.rd(word), value);
        }
    }

    /** LASTA and LASTB: with no active element, the first and the last of the vector. */
    private static Instruction last(String name, String opcode, String destination, boolean after) {
        return declare(name, opcode + " Pg:3 Zn:5 Rd:5")
                .assembly(name.substring(0, 5).toLowerCase(Locale.ROOT) + " " + destination + ", <Pg>, <Zn.T>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int size = ScalableInstruction.size(word);
                    int last = Predicates.lastActive(z, ScalableInstruction.governing(word), size);
                    int index = last < 0 && !after ? z.elements(size) - 1 : chosen(z, last, size, after);
                    setScalar(element, word, destination.startsWith("<G"), z.element(Fields.rn(word), index, size));
                });
    }

    /** The last active element or the one after it, which after the vector's last is the first. */
    private static int chosen(ScalableRegisters z, int last, int size, boolean after) {
        return after ? (last + 1) % z.elements(size) : last;
    }

    private static void copy(ScalableRegisters z, int word, long value) {
        int size = ScalableInstruction.size(word);
        int d = Fields.rd(word);
        long each = Lanes.replicate(value, size);
        for (int i = 0; i < z.words(); i++) {
            long mask = Predicates.mask(z, ScalableInstruction.governing(word), i, size);
            z.setWord(d, i, Lanes.select(mask, each, z.word(d, i)));
        }
    }

    private static Instruction reverse(String name, String opcode, ElementSizes sizes, int parts) {
        LaneOperation operation = (f, size, n, m, d) -> ElementBits.reverse(n, parts, size);
        return declare(name, "1001 " + opcode + " 100 Pg:3 Zn:5 Zd:5")
                .allocatedWhen(sizes::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zn.T>")
                .semantics(ScalableForms.unary(operation));
    }

    /** The elements from the first to the last active one, then as many of a second vector as there is room for. */
    private static void splice(ScalableRegisters z, int word, int first, int second) {
        int size = ScalableInstruction.size(word);
        int g = ScalableInstruction.governing(word);
        int last = Predicates.lastActive(z, g, size);
        int index = 0;
        while (index <= last && !z.isActive(g, index, size)) {
            index++;
        }
        long[] from = z.vector(first);
        long[] then = z.vector(second);
        int next = 0;
        for (; index <= last; index++) {
            z.setElement(Fields.rd(word), next++, size, VectorWords.element(from, index, size));
        }
        for (int rest = 0; next < z.elements(size); rest++) {
            z.setElement(Fields.rd(word), next++, size, VectorWords.element(then, rest, size));
        }
    }

    private static void select(ScalableRegisters z, int word) {
        int size = ScalableInstruction.size(word);
        for (int i = 0; i < z.words(); i++) {
            long mask = Predicates.mask(z, Fields.bits(word, 10, 4), i, size);
            z.setWord(Fields.rd(word), i, Lanes.select(mask, z.word(Fields.rn(word), i), z.word(Fields.rm(word), i)));
        }
    }
}

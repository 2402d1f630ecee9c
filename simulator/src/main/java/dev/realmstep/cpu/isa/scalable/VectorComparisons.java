package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.List;
import java.util.Locale;

/** Comparisons of integers whose result is a predicate (Arm ARM C4.1, SVE integer compare). */
public final class VectorComparisons {
    private static final LaneOperation EQUAL = (f, s, n, m, d) -> Lanes.equal(n, m, s);
    private static final LaneOperation NOT_EQUAL = (f, s, n, m, d) -> ~Lanes.equal(n, m, s);
    private static final LaneOperation SIGNED_GREATER = (f, s, n, m, d) -> Lanes.signedGreater(n, m, s);
    private static final LaneOperation SIGNED_GREATER_OR_EQUAL = (f, s, n, m, d) -> Lanes.signedGreaterOrEqual(n, m, s);
    private static final LaneOperation SIGNED_LESS = (f, s, n, m, d) -> Lanes.signedGreater(m, n, s);
    private static final LaneOperation SIGNED_LESS_OR_EQUAL = (f, s, n, m, d) -> Lanes.signedGreaterOrEqual(m, n, s);
    private static final LaneOperation HIGHER = (f, s, n, m, d) -> Lanes.unsignedGreater(n, m, s);
    private static final LaneOperation HIGHER_OR_SAME = (f, s, n, m, d) -> Lanes.unsignedGreaterOrEqual(n, m, s);
    private static final LaneOperation LOWER = (f, s, n, m, d) -> Lanes.unsignedGreater(m, n, s);
    private static final LaneOperation LOWER_OR_SAME = (f, s, n, m, d) -> Lanes.unsignedGreaterOrEqual(m, n, s);

    @FunctionalInterface
    private interface Relation {
        boolean holds(long n, long m);
    }

    private VectorComparisons() {}

    public static List<Instruction> vectors() {
        return List.of(
                vectors("CMPHS", "000", 0, HIGHER_OR_SAME),
                vectors("CMPHI", "000", 1, HIGHER),
                vectors("CMPGE", "100", 0, SIGNED_GREATER_OR_EQUAL),
                vectors("CMPGT", "100", 1, SIGNED_GREATER),
                vectors("CMPEQ", "101", 0, EQUAL),
                vectors("CMPNE", "101", 1, NOT_EQUAL),
                wide("CMPEQ", "001", 0, true, (n, m) -> n == m),
                wide("CMPNE", "001", 1, true, (n, m) -> n != m),
                wide("CMPGE", "010", 0, true, (n, m) -> n >= m),
                wide("CMPGT", "010", 1, true, (n, m) -> n > m),
                wide("CMPLT", "011", 0, true, (n, m) -> n < m),
                wide("CMPLE", "011", 1, true, (n, m) -> n <= m),
                wide("CMPHS", "110", 0, false, (n, m) -> Long.compareUnsigned(n, m) >= 0),
                wide("CMPHI", "110", 1, false, (n, m) -> Long.compareUnsigned(n, m) > 0),
                wide("CMPLO", "111", 0, false, (n, m) -> Long.compareUnsigned(n, m) < 0),
                wide("CMPLS", "111", 1, false, (n, m) -> Long.compareUnsigned(n, m) <= 0));
    }

    public static List<Instruction> immediates() {
        return List.of(
                unsigned("CMPHS", 0, 0, HIGHER_OR_SAME),
                unsigned("CMPHI", 0, 1, HIGHER),
                unsigned("CMPLO", 1, 0, LOWER),
                unsigned("CMPLS", 1, 1, LOWER_OR_SAME),
                signed("CMPGE", "000", 0, SIGNED_GREATER_OR_EQUAL),
                signed("CMPGT", "000", 1, SIGNED_GREATER),
                signed("CMPLT", "001", 0, SIGNED_LESS),
                signed("CMPLE", "001", 1, SIGNED_LESS_OR_EQUAL),
                signed("CMPEQ", "100", 0, EQUAL),
                signed("CMPNE", "100", 1, NOT_EQUAL));
    }

    private static Instruction vectors(String name, String opcode, int ne, LaneOperation relation) {
        return declareVectors(name + " (vectors)", opcode, ne)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Pd.T>, <Pg/z>, <Zn.T>, <Zm.T>")
                .semantics((element, word) -> compare(element, word, relation, Fields.rm(word), 0));
    }

    private static Instruction.Builder declareVectors(String name, String opcode, int ne) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_COMPARE_VECTORS,
                name,
                "00100100 size:2 0 Zm:5 %s Pg:3 Zn:5 %d Pd:4".formatted(opcode, ne));
    }

    private static Instruction wide(String name, String opcode, int ne, boolean signed, Relation relation) {
        LaneOperation each = (flag, size, n, m, d) -> {
            long mask = 0;
            for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
                long value = signed ? Lanes.signed(n, bit, size) : Lanes.unsigned(n, bit, size);
                mask |= relation.holds(value, m) ? Lanes.place(-1, bit, size) : 0;
            }
            return mask;
        };
        return declareVectors(name + " (wide elements)", opcode, ne)
                .allocatedWhen(ElementSizes.BYTE_TO_WORD::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Pd.T>, <Pg/z>, <Zn.T>, <Zm.D>")
                .semantics((element, word) -> compare(element, word, each, Fields.rm(word), 0));
    }

    private static Instruction unsigned(String name, int lt, int ne, LaneOperation relation) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_COMPARE_IMMEDIATE,
                        name + " (immediate)",
                        "00100100 size:2 1 imm7:7 %d Pg:3 Zn:5 %d Pd:4".formatted(lt, ne))
                .assembly(name.toLowerCase(Locale.ROOT) + " <Pd.T>, <Pg/z>, <Zn.T>, #<d:imm7>")
                .semantics((element, word) -> compare(element, word, relation, -1, Fields.bits(word, 14, 7)));
    }

    private static Instruction signed(String name, String opcode, int ne, LaneOperation relation) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_COMPARE_IMMEDIATE,
                        name + " (immediate)",
                        "00100101 size:2 0 imm5:5 %s Pg:3 Zn:5 %d Pd:4".formatted(opcode, ne))
                .assembly(name.toLowerCase(Locale.ROOT) + " <Pd.T>, <Pg/z>, <Zn.T>, #<s:imm5>")
                .semantics((element, word) -> compare(element, word, relation, -1, Fields.signedBits(word, 16, 5)));
    }

    /**
     * Sets Pd and the flags where a relation holds.
     *
     * @param m the second vector, or -1
     * @param immediate what there is instead
     */
    private static void compare(ProcessingElement element, int word, LaneOperation relation, int m, long immediate) {
        ScalableRegisters z = element.scalable();
        int size = ScalableInstruction.size(word);
        int[] governing = Predicates.read(z, ScalableInstruction.governing(word));
        int[] result = new int[governing.length];
        long same = Lanes.replicate(immediate, size);
        for (int i = 0; i < result.length; i++) {
            long second = m < 0 ? same : z.word(m, i);
            long mask = relation.apply(CumulativeSaturation.UNRECORDED, size, z.word(Fields.rn(word), i), second, 0);
            result[i] = Predicates.bits(mask, size) & governing[i];
        }
        Predicates.setFlags(element, governing, result, size);
        Predicates.write(z, word & 0xF, result);
    }
}

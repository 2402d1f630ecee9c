package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.List;
import java.util.Locale;
import java.util.function.LongBinaryOperator;

/** One number from the active elements of a vector, and the predicated MOVPRFX (Arm ARM C4.1, SVE integer reduction). */
public final class IntegerReductions {
    private IntegerReductions() {}

    /** What a reduction begins with, which is what it gives when no element is active. */
    @FunctionalInterface
    private interface Start {
        long of(int size);
    }

    public static List<Instruction> instructions() {
        return List.of(
                sum("SADDV", "000 000", true, ElementSizes.BYTE_TO_WORD),
                sum("UADDV", "000 001", false, ElementSizes.ANY),
                reduction("SMAXV", "001 000", true, size -> -1L << (Lanes.bits(size) - 1), Math::max),
                reduction("UMAXV", "001 001", false, size -> 0, IntegerReductions::unsignedMaximum),
                reduction("SMINV", "001 010", true, size -> Lanes.lowest(size) >>> 1, Math::min),
                reduction("UMINV", "001 011", false, Lanes::lowest, IntegerReductions::unsignedMinimum),
                reduction("ORV", "011 000", false, size -> 0, (a, b) -> a | b),
                reduction("EORV", "011 001", false, size -> 0, (a, b) -> a ^ b),
                reduction("ANDV", "011 010", false, Lanes::lowest, (a, b) -> a & b),
                movePrefix("010 000", "<Pg/z>", false),
                movePrefix("010 001", "<Pg/m>", true));
    }

    private static Instruction.Builder declare(String name, String opcode, String destination) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_INTEGER_REDUCTION,
                name,
                "00000100 size:2 %s 001 Pg:3 Zn:5 %s:5".formatted(opcode, destination));
    }

    private static long unsignedMaximum(long a, long b) {
        return Long.compareUnsigned(a, b) > 0 ? a : b;
    }

    private static long unsignedMinimum(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? a : b;
    }

    private static Instruction sum(String name, String opcode, boolean signed, ElementSizes sizes) {
        return declare(name, opcode, "Rd")
                .allocatedWhen(sizes::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Dd>, <Pg>, <Zn.T>")
                .semantics((element, word) ->
                        element.vectors().setScalar(Fields.rd(word), reduce(element, word, signed, 0, Long::sum)));
    }

    private static Instruction reduction(
            String name, String opcode, boolean signed, Start start, LongBinaryOperator operation) {
        return declare(name, opcode, "Rd")
                .assembly(name.toLowerCase(Locale.ROOT) + " <Sd.T>, <Pg>, <Zn.T>")
                .semantics((element, word) -> {
                    int size = ScalableInstruction.size(word);
                    long result = reduce(element, word, signed, start.of(size), operation);
                    element.vectors().setScalar(Fields.rd(word), result & Lanes.lowest(size));
                });
    }

    private static long reduce(
            ProcessingElement element, int word, boolean signed, long start, LongBinaryOperator operation) {
        ScalableRegisters z = element.scalable();
        int size = ScalableInstruction.size(word);
        int n = Fields.rn(word);
        long result = start;
        for (int index = 0; index < z.elements(size); index++) {
            if (z.isActive(ScalableInstruction.governing(word), index, size)) {
                long value = signed ? z.signedElement(n, index, size) : z.element(n, index, size);
                result = operation.applyAsLong(result, value);
            }
        }
        return result;
    }

    private static Instruction movePrefix(String opcode, String predicate, boolean merges) {
        return declare("MOVPRFX (predicated)", opcode, "Zd")
                .assembly("movprfx <Zd.T>, " + predicate + ", <Zn.T>")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int size = ScalableInstruction.size(word);
                    int d = Fields.rd(word);
                    for (int i = 0; i < z.words(); i++) {
                        long mask = Predicates.mask(z, ScalableInstruction.governing(word), i, size);
                        long kept = merges ? z.word(d, i) : 0;
                        z.setWord(d, i, Lanes.select(mask, z.word(Fields.rn(word), i), kept));
                    }
                });
    }
}

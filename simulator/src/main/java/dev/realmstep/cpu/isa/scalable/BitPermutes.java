package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.List;
import java.util.Locale;

/** Bits gathered, scattered and parted by a mask, and exclusive ORs of neighbours (Arm ARM C4.1, SVE2 bitwise permute and exclusive-or interleaved). */
public final class BitPermutes {
    private BitPermutes() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("BEXT", "1011 00", Feature.SVE_BITPERM, ElementOperations.eachUnsigned(Long::compress)),
                declare("BDEP", "1011 01", Feature.SVE_BITPERM, ElementOperations.eachUnsigned(Long::expand)),
                declare("BGRP", "1011 10", Feature.SVE_BITPERM, ElementOperations.eachSized(BitPermutes::group)));
    }

    private static Instruction declare(String name, String opcode, Feature feature, LaneOperation operation) {
        return builder(name, opcode, feature).semantics(ScalableForms.three(operation));
    }

    private static Instruction.Builder builder(String name, String opcode, Feature feature) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_MISCELLANEOUS,
                        name,
                        "01000101 size:2 0 Zm:5 %s Zn:5 Zd:5".formatted(opcode))
                .feature(feature)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zn.T>, <Zm.T>");
    }

    private static long group(long n, long mask, int size) {
        long unset = Long.compress(n, ~mask & Lanes.lowest(size));
        int chosen = Long.bitCount(mask);
        return Long.compress(n, mask) | (chosen == Long.SIZE ? 0 : unset << chosen);
    }

    /** EORBT and EORTB: only the elements of even, or of odd index change. */
    public static List<Instruction> interleaved() {
        return List.of(interleaved("EORBT", 0), interleaved("EORTB", 1));
    }

    private static Instruction interleaved(String name, int tb) {
        return builder(name, "10010 " + tb, Feature.SVE2).semantics((element, word) -> {
            ScalableRegisters z = element.scalable();
            int size = ScalableInstruction.size(word);
            long[] m = z.vector(Fields.rm(word));
            for (int index = tb; index < z.elements(size); index += 2) {
                long n = z.element(Fields.rn(word), index, size);
                long other = VectorWords.element(m, index ^ 1, size);
                z.setElement(Fields.rd(word), index, size, n ^ other);
            }
        });
    }
}

package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.vector.FloatingPointImmediates;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import dev.realmstep.cpu.isa.vector.Saturation;
import java.util.List;
import java.util.Locale;

/** Immediates of eight bits for every element (Arm ARM C4.1, SVE integer wide immediate). */
public final class WideImmediates {
    private WideImmediates() {}

    public static List<Instruction> predicated() {
        return List.of(
                copy("CPY (immediate, zeroing)", "00", "mov <Zd.T>, <Pg/z>, #<wideSigned>", false),
                copy("CPY (immediate, merging)", "01", "mov <Zd.T>, <Pg/m>, #<wideSigned>", true),
                ScalableInstruction.declare(
                                InstructionClass.SVE_WIDE_IMMEDIATE_PREDICATED,
                                "FCPY",
                                "00000101 size:2 01 Pg:4 110 imm8:8 Zd:5")
                        .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                        .assembly("fmov <Zd.T>, <Pg/m>, <fpImmediateScalable>")
                        .semantics(copy(WideImmediates::floatingPoint, true)));
    }

    private static Instruction copy(String name, String opcode, String assembly, boolean merges) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_WIDE_IMMEDIATE_PREDICATED,
                        name,
                        "00000101 size:2 01 Pg:4 %s sh imm8:8 Zd:5".formatted(opcode))
                .allocatedWhen(WideImmediates::fits)
                .assembly(assembly)
                .semantics(copy(WideImmediates::signedShifted, merges));
    }

    private static Semantics copy(ScalableForms.Immediate immediate, boolean merges) {
        return (element, word) -> {
            ScalableRegisters z = element.scalable();
            int size = ScalableInstruction.size(word);
            int d = Fields.rd(word);
            long value = Lanes.replicate(immediate.of(word), size);
            for (int i = 0; i < z.words(); i++) {
                long mask = Predicates.mask(z, Fields.bits(word, 16, 4), i, size);
                z.setWord(d, i, Lanes.select(mask, value, merges ? z.word(d, i) : 0));
            }
        };
    }

    public static List<Instruction> unpredicated() {
        return List.of(
                shifted("ADD", "000", (f, s, n, m, d) -> Lanes.add(n, m, s)),
                shifted("SUB", "001", (f, s, n, m, d) -> Lanes.subtract(n, m, s)),
                shifted("SUBR", "011", (f, s, n, m, d) -> Lanes.subtract(m, n, s)),
                shifted("SQADD", "100", (f, s, n, m, d) -> addSigned(f, s, n, m)),
                shifted("UQADD", "101", (f, s, n, m, d) -> Saturation.addUnsigned(f, s, n, m)),
                shifted("SQSUB", "110", (f, s, n, m, d) -> subtractSigned(f, s, n, m)),
                shifted("UQSUB", "111", (f, s, n, m, d) -> Saturation.subtractUnsigned(f, s, n, m)),
                signed("SMAX", "101 000", (f, s, n, m, d) -> Lanes.signedMaximum(n, m, s)),
                unsigned("UMAX", "101 001", (f, s, n, m, d) -> Lanes.unsignedMaximum(n, m, s)),
                signed("SMIN", "101 010", (f, s, n, m, d) -> Lanes.signedMinimum(n, m, s)),
                unsigned("UMIN", "101 011", (f, s, n, m, d) -> Lanes.unsignedMinimum(n, m, s)),
                signed("MUL", "110 000", (f, s, n, m, d) -> Lanes.multiply(n, m, s)),
                declare("DUP", "111 00 011 sh imm8:8")
                        .allocatedWhen(WideImmediates::fits)
                        .assembly("mov <Zd.T>, #<wideSigned>")
                        .semantics(ScalableForms.immediate(WideImmediates::signedShifted, (f, s, n, m, d) -> m)),
                declare("FDUP", "111 00 1110 imm8:8")
                        .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                        .assembly("fmov <Zd.T>, <fpImmediateScalable>")
                        .semantics(ScalableForms.immediate(WideImmediates::floatingPoint, (f, s, n, m, d) -> m)));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_WIDE_IMMEDIATE_UNPREDICATED,
                name + " (immediate)",
                "00100101 size:2 " + rest + " Zd:5");
    }

    private static Instruction shifted(String name, String opcode, LaneOperation operation) {
        return declare(name, "100 " + opcode + " 11 sh imm8:8")
                .allocatedWhen(WideImmediates::fits)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zd.T>, #<wideUnsigned>")
                .semantics(ScalableForms.immediate(WideImmediates::unsignedShifted, operation));
    }

    private static Instruction signed(String name, String opcode, LaneOperation operation) {
        return declare(name, opcode + " 110 imm8:8")
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zd.T>, #<s:imm8>")
                .semantics(ScalableForms.immediate(word -> Fields.signedBits(word, 5, 8), operation));
    }

    private static Instruction unsigned(String name, String opcode, LaneOperation operation) {
        return declare(name, opcode + " 110 imm8:8")
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Zd.T>, #<d:imm8>")
                .semantics(ScalableForms.immediate(word -> Fields.bits(word, 5, 8), operation));
    }

    /** A shift by eight leaves nothing for bytes. */
    private static boolean fits(int word) {
        return ScalableInstruction.size(word) != 0 || !Fields.bit(word, 13);
    }

    private static long signedShifted(int word) {
        return Fields.signedBits(word, 5, 8) << (Fields.bit(word, 13) ? Byte.SIZE : 0);
    }

    private static long unsignedShifted(int word) {
        return (long) Fields.bits(word, 5, 8) << (Fields.bit(word, 13) ? Byte.SIZE : 0);
    }

    private static long floatingPoint(int word) {
        return FloatingPointImmediates.expand(
                FloatingPointElements.format(ScalableInstruction.size(word)), Fields.bits(word, 5, 8));
    }

    /** The immediate is unsigned, whatever it is added to: it may be beyond the range of a signed element that is short. */
    private static long addSigned(CumulativeSaturation flag, int size, long n, long m) {
        return size > 1 ? Saturation.addSigned(flag, size, n, m) : shortSum(n, m, size, 1);
    }

    private static long subtractSigned(CumulativeSaturation flag, int size, long n, long m) {
        return size > 1 ? Saturation.subtractSigned(flag, size, n, m) : shortSum(n, m, size, -1);
    }

    private static long shortSum(long n, long m, int size, int sign) {
        long most = Lanes.lowest(size) >>> 1;
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            long sum = Lanes.signed(n, bit, size) + sign * Lanes.unsigned(m, bit, size);
            result |= Lanes.place(Math.clamp(sum, ~most, most), bit, size);
        }
        return result;
    }
}

package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.vector.ElementShifts;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Shifts of the active elements, by an immediate, by elements of another vector or by wide ones (Arm ARM C4.1, SVE bitwise shift). */
public final class ShiftsPredicated {
    private static final List<ByImmediate> BY_IMMEDIATE = List.of(
            right("ASR", "000 000", Feature.SVE, (f, s, n, m, d) -> ElementShifts.signedRight(n, (int) m, s)),
            right("LSR", "000 001", Feature.SVE, (f, s, n, m, d) -> ElementShifts.unsignedRight(n, (int) m, s)),
            left("LSL", "000 011", Feature.SVE, (f, s, n, m, d) -> ElementShifts.left(n, (int) m, s)),
            right("ASRD", "000 100", Feature.SVE, (f, s, n, m, d) -> ElementOperations.divideByPower(n, (int) m, s)),
            left(
                    "SQSHL",
                    "000 110",
                    Feature.SVE2,
                    (f, s, n, m, d) -> ElementShifts.signedSaturatingLeft(f, s, n, (int) m)),
            left(
                    "UQSHL",
                    "000 111",
                    Feature.SVE2,
                    (f, s, n, m, d) -> ElementShifts.unsignedSaturatingLeft(f, s, n, (int) m)),
            right(
                    "SRSHR",
                    "001 100",
                    Feature.SVE2,
                    (f, s, n, m, d) -> ElementShifts.signedRoundingRight(n, (int) m, s)),
            right(
                    "URSHR",
                    "001 101",
                    Feature.SVE2,
                    (f, s, n, m, d) -> ElementShifts.unsignedRoundingRight(n, (int) m, s)),
            left(
                    "SQSHLU",
                    "001 111",
                    Feature.SVE2,
                    (f, s, n, m, d) -> ElementShifts.signedToUnsignedSaturatingLeft(f, s, n, (int) m)));

    private record ByImmediate(String name, String opcode, boolean left, Feature feature, LaneOperation lanes) {}

    private ShiftsPredicated() {}

    private static ByImmediate right(String name, String opcode, Feature feature, LaneOperation lanes) {
        return new ByImmediate(name, opcode, false, feature, lanes);
    }

    private static ByImmediate left(String name, String opcode, Feature feature, LaneOperation lanes) {
        return new ByImmediate(name, opcode, true, feature, lanes);
    }

    public static List<Instruction> instructions() {
        return Stream.of(
                        BY_IMMEDIATE.stream().map(ShiftsPredicated::byImmediate),
                        byVector("ASR", "000", ElementOperations.arithmeticRight(false)),
                        byVector("LSR", "001", ElementOperations.logicalRight(false)),
                        byVector("LSL", "011", ElementOperations.left(false)),
                        Stream.of(
                                byWide("ASR", "000", ElementOperations.arithmeticRight(true)),
                                byWide("LSR", "001", ElementOperations.logicalRight(true)),
                                byWide("LSL", "011", ElementOperations.left(true))))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Instruction byImmediate(ByImmediate operation) {
        String amount = operation.left ? "<predicatedLeftShift>" : "<predicatedRightShift>";
        return ScalableInstruction.declare(
                        InstructionClass.SVE_SHIFT_PREDICATED,
                        operation.name + " (immediate)",
                        "00000100 tszh:2 %s 100 Pg:3 tszl:2 imm3:3 Zd:5".formatted(operation.opcode))
                .feature(operation.feature)
                .allocatedWhen(word -> encoded(word) >= Byte.SIZE)
                .assembly(operation.name.toLowerCase(Locale.ROOT) + " <Zd.I>, <Pg/m>, <Zd.I>, #" + amount)
                .semantics(shift(operation.left, operation.lanes));
    }

    /** tszh:tszl:imm3. */
    private static int encoded(int word) {
        return Fields.bits(word, 22, 2) << 5 | Fields.bits(word, 5, 5);
    }

    private static Semantics shift(boolean left, LaneOperation lanes) {
        return (element, word) -> {
            ScalableRegisters z = element.scalable();
            int bits = Integer.highestOneBit(encoded(word));
            int size = Integer.numberOfTrailingZeros(bits / Byte.SIZE);
            int amount = left ? encoded(word) - bits : 2 * bits - encoded(word);
            int d = Fields.rd(word);
            for (int i = 0; i < z.words(); i++) {
                long old = z.word(d, i);
                long mask = Predicates.mask(z, ScalableInstruction.governing(word), i, size);
                long result = lanes.apply(CumulativeSaturation.UNRECORDED, size, old, amount, old);
                z.setWord(d, i, Lanes.select(mask, result, old));
            }
        };
    }

    /** In both directions: the reversed one shifts Zn by Zd. */
    private static Stream<Instruction> byVector(String name, String opcode, LaneOperation lanes) {
        return Stream.of(
                declare(name + " (vectors)", "010 " + opcode)
                        .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zd.T>, <Zn.T>")
                        .semantics(ScalableForms.merging(lanes)),
                declare(name + "R", "010 1" + opcode.substring(1))
                        .assembly(name.toLowerCase(Locale.ROOT) + "r <Zd.T>, <Pg/m>, <Zd.T>, <Zn.T>")
                        .semantics(ScalableForms.mergingReversed(lanes)));
    }

    private static Instruction byWide(String name, String opcode, LaneOperation lanes) {
        return declare(name + " (wide elements)", "011 " + opcode)
                .allocatedWhen(ElementSizes.BYTE_TO_WORD::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zd.T>, <Zn.D>")
                .semantics(ScalableForms.merging(lanes));
    }

    private static Instruction.Builder declare(String name, String opcode) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_SHIFT_PREDICATED, name, "00000100 size:2 %s 100 Pg:3 Zn:5 Zd:5".formatted(opcode));
    }
}

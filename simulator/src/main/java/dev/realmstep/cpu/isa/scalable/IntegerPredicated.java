package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.floatingpoint.ReciprocalEstimate;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.vector.ElementShifts;
import dev.realmstep.cpu.isa.vector.ElementShifts.Loss;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import dev.realmstep.cpu.isa.vector.Saturation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Halving, saturating, rounding and pairwise arithmetic in active elements (Arm ARM C4.1, SVE2 integer - predicated). */
public final class IntegerPredicated {
    private static final List<Operation> BINARY = List.of(
            new Operation("SRSHL", "000 010", signedShift(Loss.ROUND)),
            new Operation("URSHL", "000 011", unsignedShift(Loss.ROUND)),
            new Operation("SRSHLR", "000 110", reversed(signedShift(Loss.ROUND))),
            new Operation("URSHLR", "000 111", reversed(unsignedShift(Loss.ROUND))),
            new Operation("SQSHL", "001 000", signedShift(Loss.SATURATE)),
            new Operation("UQSHL", "001 001", unsignedShift(Loss.SATURATE)),
            new Operation("SQRSHL", "001 010", signedShift(Loss.ROUND_AND_SATURATE)),
            new Operation("UQRSHL", "001 011", unsignedShift(Loss.ROUND_AND_SATURATE)),
            new Operation("SQSHLR", "001 100", reversed(signedShift(Loss.SATURATE))),
            new Operation("UQSHLR", "001 101", reversed(unsignedShift(Loss.SATURATE))),
            new Operation("SQRSHLR", "001 110", reversed(signedShift(Loss.ROUND_AND_SATURATE))),
            new Operation("UQRSHLR", "001 111", reversed(unsignedShift(Loss.ROUND_AND_SATURATE))),
            new Operation("SHADD", "010 000", (f, s, n, m, d) -> Lanes.signedHalvingAdd(n, m, s)),
            new Operation("UHADD", "010 001", (f, s, n, m, d) -> Lanes.unsignedHalvingAdd(n, m, s)),
            new Operation("SHSUB", "010 010", (f, s, n, m, d) -> Lanes.signedHalvingSubtract(n, m, s)),
            new Operation("UHSUB", "010 011", (f, s, n, m, d) -> Lanes.unsignedHalvingSubtract(n, m, s)),
            new Operation("SRHADD", "010 100", (f, s, n, m, d) -> Lanes.signedRoundingHalvingAdd(n, m, s)),
            new Operation("URHADD", "010 101", (f, s, n, m, d) -> Lanes.unsignedRoundingHalvingAdd(n, m, s)),
            new Operation("SHSUBR", "010 110", (f, s, n, m, d) -> Lanes.signedHalvingSubtract(m, n, s)),
            new Operation("UHSUBR", "010 111", (f, s, n, m, d) -> Lanes.unsignedHalvingSubtract(m, n, s)),
            new Operation("SQADD", "011 000", (f, s, n, m, d) -> Saturation.addSigned(f, s, n, m)),
            new Operation("UQADD", "011 001", (f, s, n, m, d) -> Saturation.addUnsigned(f, s, n, m)),
            new Operation("SQSUB", "011 010", (f, s, n, m, d) -> Saturation.subtractSigned(f, s, n, m)),
            new Operation("UQSUB", "011 011", (f, s, n, m, d) -> Saturation.subtractUnsigned(f, s, n, m)),
            new Operation("SUQADD", "011 100", (f, s, n, m, d) -> Saturation.addUnsignedToSigned(f, s, m, n)),
            new Operation("USQADD", "011 101", (f, s, n, m, d) -> Saturation.addSignedToUnsigned(f, s, m, n)),
            new Operation("SQSUBR", "011 110", (f, s, n, m, d) -> Saturation.subtractSigned(f, s, m, n)),
            new Operation("UQSUBR", "011 111", (f, s, n, m, d) -> Saturation.subtractUnsigned(f, s, m, n)));

    private static final List<Operation> PAIRWISE = List.of(
            new Operation("ADDP", "010 001", (f, s, n, m, d) -> Lanes.add(n, m, s)),
            new Operation("SMAXP", "010 100", (f, s, n, m, d) -> Lanes.signedMaximum(n, m, s)),
            new Operation("UMAXP", "010 101", (f, s, n, m, d) -> Lanes.unsignedMaximum(n, m, s)),
            new Operation("SMINP", "010 110", (f, s, n, m, d) -> Lanes.signedMinimum(n, m, s)),
            new Operation("UMINP", "010 111", (f, s, n, m, d) -> Lanes.unsignedMinimum(n, m, s)));

    private record Operation(String name, String opcode, LaneOperation lanes) {}

    private IntegerPredicated() {}

    private static LaneOperation reversed(LaneOperation operation) {
        return (f, s, n, m, d) -> operation.apply(f, s, m, n, d);
    }

    private static LaneOperation signedShift(Loss loss) {
        return (f, s, n, m, d) -> ElementShifts.signedByRegister(f, s, n, shortened(m, s), loss);
    }

    private static LaneOperation unsignedShift(Loss loss) {
        return (f, s, n, m, d) -> ElementShifts.unsignedByRegister(f, s, n, shortened(m, s), loss);
    }

    /** Amounts of whole elements as those of bytes, which Advanced SIMD has: farther than those reach is as far. */
    private static long shortened(long m, int size) {
        return ElementOperations.eachSigned((amount, _) -> Math.clamp(amount, Byte.MIN_VALUE, Byte.MAX_VALUE))
                .apply(CumulativeSaturation.UNRECORDED, size, m, 0, 0);
    }

    public static List<Instruction> instructions() {
        return Stream.of(
                        BINARY.stream()
                                .map(operation -> declare(operation.name, operation.opcode + " 100")
                                        .assembly(binary(operation.name))
                                        .semantics(ScalableForms.merging(operation.lanes))),
                        PAIRWISE.stream()
                                .map(operation -> declare(operation.name, operation.opcode + " 101")
                                        .assembly(binary(operation.name))
                                        .semantics(pairwise(operation.lanes))),
                        Stream.of(
                                unary("URECPE", "000 000", ElementSizes.WORD, estimate(true)),
                                unary("URSQRTE", "000 001", ElementSizes.WORD, estimate(false)),
                                unary(
                                        "SQABS",
                                        "001 000",
                                        ElementSizes.ANY,
                                        (f, s, n, m, d) -> Saturation.absolute(f, s, n)),
                                unary(
                                        "SQNEG",
                                        "001 001",
                                        ElementSizes.ANY,
                                        (f, s, n, m, d) -> Saturation.negate(f, s, n)),
                                pairSum("SADALP", "000 100", true),
                                pairSum("UADALP", "000 101", false)))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Instruction.Builder declare(String name, String opcode) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_INTEGER_PREDICATED,
                        name + " (predicated)",
                        "01000100 size:2 %s Pg:3 Zn:5 Zd:5".formatted(opcode))
                .feature(Feature.SVE2);
    }

    private static String binary(String name) {
        return name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zd.T>, <Zn.T>";
    }

    private static Instruction unary(String name, String opcode, ElementSizes sizes, LaneOperation operation) {
        return declare(name, opcode + " 101")
                .allocatedWhen(sizes::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zn.T>")
                .semantics(ScalableForms.unary(operation));
    }

    private static LaneOperation estimate(boolean reciprocal) {
        return ElementOperations.eachUnsigned((n, _) -> reciprocal
                ? ReciprocalEstimate.unsignedReciprocal((int) n)
                : ReciprocalEstimate.unsignedReciprocalSquareRoot((int) n));
    }

    private static Instruction pairSum(String name, String opcode, boolean signed) {
        LaneOperation operation = (f, s, d, n, _) -> {
            long sum = signed ? Lanes.signedPairSums(n, s - 1) : Lanes.unsignedPairSums(n, s - 1);
            return Lanes.add(d, sum, s);
        };
        return declare(name, opcode + " 101")
                .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Zd.T>, <Pg/m>, <Zn.T/2>")
                .semantics(ScalableForms.merging(operation));
    }

    /** Neighbours of Zd make the elements of even index, those of Zn the others. */
    private static Semantics pairwise(LaneOperation operation) {
        return (element, word) -> {
            ScalableRegisters z = element.scalable();
            int size = ScalableInstruction.size(word);
            long[] d = z.vector(Fields.rd(word));
            long[] n = z.vector(Fields.rn(word));
            for (int i = 0; i < d.length; i++) {
                long result = size == 3
                        ? pairOfWords(operation, i % 2 == 0 ? d : n, i & ~1)
                        : Lanes.transposeFirst(pairs(operation, d[i], size), pairs(operation, n[i], size), size);
                long mask = Predicates.mask(z, ScalableInstruction.governing(word), i, size);
                z.setWord(Fields.rd(word), i, Lanes.select(mask, result, d[i]));
            }
        };
    }

    private static long pairOfWords(LaneOperation operation, long[] vector, int i) {
        return operation.apply(CumulativeSaturation.UNRECORDED, 3, vector[i], vector[i + 1], 0);
    }

    private static long pairs(LaneOperation operation, long n, int size) {
        return operation.apply(CumulativeSaturation.UNRECORDED, size, n, n >>> Lanes.bits(size), 0);
    }
}

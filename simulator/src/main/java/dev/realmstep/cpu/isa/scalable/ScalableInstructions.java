package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.Instruction;
import java.util.List;
import java.util.stream.Stream;

/** All instructions of SVE, in the order of the Arm ARM's encoding index (C4.1). */
public final class ScalableInstructions {
    private ScalableInstructions() {}

    public static List<Instruction> all() {
        return Stream.of(
                        IntegerBinaryPredicated.instructions(),
                        IntegerReductions.instructions(),
                        ShiftsPredicated.instructions(),
                        IntegerUnaryPredicated.instructions(),
                        IntegerMultiplyAdd.instructions(),
                        IntegerUnpredicated.instructions(),
                        IndexGeneration.indices(),
                        IndexGeneration.stackFrames(),
                        ShiftsUnpredicated.instructions(),
                        IndexGeneration.addresses(),
                        IntegerMiscellaneous.instructions(),
                        ElementCounts.instructions(),
                        BitwiseImmediates.instructions(),
                        WideImmediates.predicated(),
                        PermutesUnpredicated.instructions(),
                        PredicatePermutes.instructions(),
                        PermutesUnpredicated.interleaving(),
                        PermutesPredicated.instructions(),
                        VectorComparisons.vectors(),
                        VectorComparisons.immediates(),
                        PredicateLogical.instructions(),
                        PredicateMiscellaneous.instructions(),
                        PartitionBreaks.instructions(),
                        PredicateCounts.instructions(),
                        ScalarComparisons.instructions(),
                        WideImmediates.unpredicated(),
                        MultiplyUnpredicated.products(),
                        MultiplyUnpredicated.ternary(),
                        DotProducts.vectors(),
                        ComplexIntegers.products(),
                        LongMultiplyAdd.vectors(),
                        IntegerPredicated.instructions(),
                        MultiplyIndexed.instructions(),
                        ComplexIntegers.indexed(),
                        LongMultiplyAdd.indexed(),
                        WideningArithmetic.instructions(),
                        BitPermutes.instructions(),
                        BitPermutes.interleaved(),
                        ComplexIntegers.additions(),
                        Accumulations.instructions(),
                        NarrowingForms.instructions(),
                        CharacterMatches.matches(),
                        CharacterMatches.histograms(),
                        ScalableCryptography.instructions(),
                        FloatingPointWideningForms.pairwise(),
                        FloatingPointWideningForms.conversions(),
                        FloatingPointWideningForms.products(),
                        DotProducts.indexed(),
                        DotProducts.matrices(),
                        FloatingPointComplexForms.instructions(),
                        BrainFloatForms.instructions(),
                        FloatingPointMultiplyAdd.indexed(),
                        FloatingPointCompares.instructions(),
                        FloatingPointArithmeticForms.unpredicated(),
                        FloatingPointArithmeticForms.predicated(),
                        FloatingPointUnary.instructions(),
                        FloatingPointReductionForms.instructions(),
                        FloatingPointMultiplyAdd.predicated(),
                        FillAndSpill.loads(),
                        BroadcastLoads.instructions(),
                        GathersAndScatters.gathers(),
                        Prefetches.instructions(),
                        ContiguousTransfers.loads(),
                        StructureTransfers.loads(),
                        FillAndSpill.stores(),
                        ContiguousTransfers.stores(),
                        StructureTransfers.stores(),
                        GathersAndScatters.scatters())
                .flatMap(List::stream)
                .toList();
    }
}

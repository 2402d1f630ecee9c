package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.Instruction;
import java.util.List;
import java.util.stream.Stream;

/** All instructions of SVE, in the order of the Arm ARM's encoding index (C4.1). */
public final class ScalableInstructions {
    private ScalableInstructions() {}

    public static List<Instruction> all() {
        return Stream.of(
                        ElementCounts.instructions(),
                        PredicatePermutes.instructions(),
                        PredicateLogical.instructions(),
                        PredicateMiscellaneous.instructions(),
                        PartitionBreaks.instructions(),
                        PredicateCounts.instructions(),
                        ScalarComparisons.instructions())
                .flatMap(List::stream)
                .toList();
    }
}

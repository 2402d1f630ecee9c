package dev.realmstep.cpu.isa;

import java.util.List;
import java.util.stream.Stream;

/** All instructions, in the order of the Arm ARM's encoding index (C4.1). */
public final class InstructionTable {
    private static final List<Instruction> INSTRUCTIONS = Stream.of(
                    PcRelativeAddressing.instructions(),
                    AddSubtractImmediate.instructions(),
                    LogicalImmediate.instructions(),
                    MoveWideImmediate.instructions(),
                    Bitfield.instructions(),
                    Extract.instructions(),
                    Branches.instructions(),
                    TestAndBranch.instructions(),
                    ExceptionGeneration.instructions(),
                    SystemInstructions.hints(),
                    SystemInstructions.barriers(),
                    SystemInstructions.processState(),
                    SystemInstructions.registers(),
                    LoadStoreExclusive.exclusive(),
                    LoadStoreExclusive.ordered(),
                    Atomics.compareAndSwap(),
                    Atomics.memoryOperations(),
                    LoadStorePair.instructions(),
                    LoadStoreRegister.instructions(),
                    LogicalShiftedRegister.instructions(),
                    AddSubtractRegister.shifted(),
                    AddSubtractRegister.extended(),
                    AddSubtractRegister.withCarry(),
                    FlagManipulation.instructions(),
                    ConditionalOperations.compare(),
                    ConditionalOperations.select(),
                    DataProcessingSources.one(),
                    DataProcessingSources.two(),
                    DataProcessingSources.three())
            .flatMap(List::stream)
            .toList();

    private InstructionTable() {}

    public static List<Instruction> instructions() {
        return INSTRUCTIONS;
    }
}

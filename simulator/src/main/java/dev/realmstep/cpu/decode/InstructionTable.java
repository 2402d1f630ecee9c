package dev.realmstep.cpu.decode;

import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.base.AddSubtractImmediate;
import dev.realmstep.cpu.isa.base.AddSubtractRegister;
import dev.realmstep.cpu.isa.base.Atomics;
import dev.realmstep.cpu.isa.base.AuthenticatedTransfers;
import dev.realmstep.cpu.isa.base.Bitfield;
import dev.realmstep.cpu.isa.base.Branches;
import dev.realmstep.cpu.isa.base.ConditionalOperations;
import dev.realmstep.cpu.isa.base.DataProcessingSources;
import dev.realmstep.cpu.isa.base.ExceptionGeneration;
import dev.realmstep.cpu.isa.base.Extract;
import dev.realmstep.cpu.isa.base.FlagManipulation;
import dev.realmstep.cpu.isa.base.LoadStoreExclusive;
import dev.realmstep.cpu.isa.base.LoadStorePair;
import dev.realmstep.cpu.isa.base.LoadStoreRegister;
import dev.realmstep.cpu.isa.base.LogicalImmediate;
import dev.realmstep.cpu.isa.base.LogicalShiftedRegister;
import dev.realmstep.cpu.isa.base.MemoryCopyAndSet;
import dev.realmstep.cpu.isa.base.MoveWideImmediate;
import dev.realmstep.cpu.isa.base.PcRelativeAddressing;
import dev.realmstep.cpu.isa.base.PointerAuthenticationInstructions;
import dev.realmstep.cpu.isa.base.ShortSequences;
import dev.realmstep.cpu.isa.base.SystemInstructions;
import dev.realmstep.cpu.isa.base.TestAndBranch;
import dev.realmstep.cpu.isa.scalable.ScalableInstructions;
import dev.realmstep.cpu.isa.vector.BrainFloatProducts;
import dev.realmstep.cpu.isa.vector.ByElement;
import dev.realmstep.cpu.isa.vector.Copy;
import dev.realmstep.cpu.isa.vector.Cryptography;
import dev.realmstep.cpu.isa.vector.FloatingPointByElement;
import dev.realmstep.cpu.isa.vector.FloatingPointComplex;
import dev.realmstep.cpu.isa.vector.FloatingPointConditions;
import dev.realmstep.cpu.isa.vector.FloatingPointDataProcessing;
import dev.realmstep.cpu.isa.vector.FloatingPointFixedPoint;
import dev.realmstep.cpu.isa.vector.FloatingPointImmediates;
import dev.realmstep.cpu.isa.vector.FloatingPointIntegerConversions;
import dev.realmstep.cpu.isa.vector.FloatingPointPrecision;
import dev.realmstep.cpu.isa.vector.FloatingPointReductions;
import dev.realmstep.cpu.isa.vector.FloatingPointThreeSame;
import dev.realmstep.cpu.isa.vector.FloatingPointTwoRegister;
import dev.realmstep.cpu.isa.vector.FloatingPointWidening;
import dev.realmstep.cpu.isa.vector.LoadStoreStructures;
import dev.realmstep.cpu.isa.vector.ModifiedImmediate;
import dev.realmstep.cpu.isa.vector.Permutation;
import dev.realmstep.cpu.isa.vector.Reductions;
import dev.realmstep.cpu.isa.vector.ShiftByImmediate;
import dev.realmstep.cpu.isa.vector.TableLookup;
import dev.realmstep.cpu.isa.vector.ThreeDifferent;
import dev.realmstep.cpu.isa.vector.ThreeSame;
import dev.realmstep.cpu.isa.vector.ThreeSameExtra;
import dev.realmstep.cpu.isa.vector.TwoRegisterMiscellaneous;
import dev.realmstep.cpu.isa.vector.VectorLoadStorePair;
import dev.realmstep.cpu.isa.vector.VectorLoadStoreRegister;
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
                    AuthenticatedTransfers.branches(),
                    ExceptionGeneration.instructions(),
                    SystemInstructions.hints(),
                    PointerAuthenticationInstructions.hints(),
                    SystemInstructions.barriers(),
                    SystemInstructions.processState(),
                    SystemInstructions.registers(),
                    LoadStoreExclusive.exclusive(),
                    LoadStoreExclusive.ordered(),
                    Atomics.compareAndSwap(),
                    Atomics.memoryOperations(),
                    LoadStorePair.instructions(),
                    LoadStoreRegister.instructions(),
                    AuthenticatedTransfers.loads(),
                    VectorLoadStorePair.instructions(),
                    VectorLoadStoreRegister.instructions(),
                    LoadStoreStructures.multiple(),
                    LoadStoreStructures.single(),
                    MemoryCopyAndSet.instructions(),
                    LogicalShiftedRegister.instructions(),
                    AddSubtractRegister.shifted(),
                    AddSubtractRegister.extended(),
                    AddSubtractRegister.withCarry(),
                    FlagManipulation.instructions(),
                    ConditionalOperations.compare(),
                    ConditionalOperations.select(),
                    ShortSequences.instructions(),
                    DataProcessingSources.one(),
                    PointerAuthenticationInstructions.instructions(),
                    DataProcessingSources.two(),
                    DataProcessingSources.three(),
                    Cryptography.aes(),
                    Cryptography.threeRegisterSha(),
                    Cryptography.twoRegisterSha(),
                    Copy.scalars(),
                    ThreeSameExtra.scalars(),
                    FloatingPointThreeSame.scalars(),
                    TwoRegisterMiscellaneous.scalars(),
                    FloatingPointTwoRegister.scalars(),
                    Reductions.scalarPairwise(),
                    FloatingPointReductions.scalarPairwise(),
                    ThreeDifferent.scalars(),
                    ThreeSame.scalars(),
                    ShiftByImmediate.scalars(),
                    FloatingPointFixedPoint.scalars(),
                    ByElement.scalars(),
                    FloatingPointByElement.scalars(),
                    TableLookup.instructions(),
                    Permutation.permute(),
                    Permutation.extract(),
                    Copy.vectors(),
                    ThreeSameExtra.vectors(),
                    TwoRegisterMiscellaneous.vectors(),
                    FloatingPointTwoRegister.vectors(),
                    FloatingPointPrecision.instructions(),
                    Reductions.acrossLanes(),
                    FloatingPointReductions.acrossLanes(),
                    ThreeDifferent.vectors(),
                    ThreeSame.vectors(),
                    FloatingPointThreeSame.vectors(),
                    FloatingPointWidening.vectors(),
                    FloatingPointComplex.vectors(),
                    BrainFloatProducts.vectors(),
                    ModifiedImmediate.instructions(),
                    FloatingPointImmediates.instructions(),
                    ShiftByImmediate.vectors(),
                    FloatingPointFixedPoint.vectors(),
                    ByElement.vectors(),
                    FloatingPointByElement.vectors(),
                    FloatingPointWidening.byElement(),
                    FloatingPointComplex.byElement(),
                    BrainFloatProducts.byElement(),
                    Cryptography.sha512(),
                    Cryptography.exclusiveOrs(),
                    FloatingPointIntegerConversions.fixedPoint(),
                    FloatingPointIntegerConversions.integer(),
                    FloatingPointDataProcessing.one(),
                    FloatingPointConditions.compare(),
                    FloatingPointConditions.immediate(),
                    FloatingPointConditions.conditionalCompare(),
                    FloatingPointDataProcessing.two(),
                    FloatingPointConditions.conditionalSelect(),
                    FloatingPointDataProcessing.three(),
                    ScalableInstructions.all())
            .flatMap(List::stream)
            .toList();

    private InstructionTable() {}

    public static List<Instruction> instructions() {
        return INSTRUCTIONS;
    }
}

package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.Permission;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;

/** Adds an instruction's micro-operations to a block; what it does not know it leaves to the interpreter. */
final class Lowering {
    /** Bits [29:21] of SET*, in place of the fields that CPY* have. */
    private static final int SETS = 0b0_1100_1110;

    private final BlockCode code;
    private final TranslationState state;
    private final FloatingPoint floatingPoint;
    private final VectorInstructions vectors;

    Lowering(BlockCode code, TranslationState state) {
        this.code = code;
        this.state = state;
        this.floatingPoint = new FloatingPoint(code, state.plainFloatingPoint());
        this.vectors = new VectorInstructions(code, state.plainFloatingPoint());
    }

    /** Whether the block ends with the instruction. */
    boolean lower(Instruction instruction, int word) {
        switch (instruction.instructionClass()) {
            case PC_RELATIVE_ADDRESSING -> Logical.address(code, word);
            case ADD_SUBTRACT_IMMEDIATE -> Arithmetic.immediate(code, word);
            case LOGICAL_IMMEDIATE -> Logical.immediate(code, word);
            case MOVE_WIDE_IMMEDIATE -> Logical.moveWide(code, word);
            case BITFIELD -> Bitfields.move(code, word);
            case EXTRACT -> Bitfields.extractPair(code, word);
            case LOGICAL_SHIFTED_REGISTER -> Logical.shiftedRegister(code, word);
            case ADD_SUBTRACT_SHIFTED_REGISTER -> Arithmetic.shiftedRegister(code, word);
            case ADD_SUBTRACT_EXTENDED_REGISTER -> Arithmetic.extendedRegister(code, word);
            case ADD_SUBTRACT_WITH_CARRY -> Arithmetic.withCarry(code, word);
            case CONDITIONAL_COMPARE -> DataProcessing.conditionalCompare(code, word);
            case CONDITIONAL_SELECT -> DataProcessing.conditionalSelect(code, word);
            case DATA_PROCESSING_ONE_SOURCE -> DataProcessing.oneSource(code, word);
            case DATA_PROCESSING_TWO_SOURCE -> DataProcessing.twoSource(code, word);
            case DATA_PROCESSING_THREE_SOURCE -> DataProcessing.threeSource(code, word);
            case HINT -> hint(instruction, word);
            case POINTER_AUTHENTICATION -> pointerAuthentication(instruction, word);
            case MEMORY_COPY_AND_SET -> memoryCopyAndSet(word);
            case BARRIER -> barrier(word);
            case SYSTEM -> StateRegisters.transfer(code, word, state);
            case PROCESS_STATE -> StateRegisters.field(code, word, state);
            default -> {
                return lowerTransfer(instruction, word);
            }
        }
        return false;
    }

    private boolean lowerTransfer(Instruction instruction, int word) {
        InstructionClass instructionClass = instruction.instructionClass();
        if (isVectorTransfer(word) && !state.vectorsOpen() && !isBranch(instructionClass)) {
            code.interpret();
            return false;
        }
        switch (instructionClass) {
            case LOAD_STORE_UNSIGNED_IMMEDIATE -> LoadsAndStores.unsignedOffset(code, word);
            case LOAD_STORE_UNSCALED_IMMEDIATE -> LoadsAndStores.unscaled(code, word);
            case LOAD_STORE_POST_INDEXED -> LoadsAndStores.postIndexed(code, word);
            case LOAD_STORE_PRE_INDEXED -> LoadsAndStores.preIndexed(code, word);
            case LOAD_STORE_REGISTER_OFFSET -> LoadsAndStores.registerOffset(code, word);
            case LOAD_LITERAL -> LoadsAndStores.literal(code, word);
            case LOAD_STORE_PAIR -> {
                if (isVectorTransfer(word)) {
                    LoadsAndStores.vectorPair(code, word);
                } else {
                    LoadsAndStores.pair(code, word);
                }
            }
            case LOAD_STORE_ORDERED -> Atomics.ordered(code, word);
            case ATOMIC_MEMORY_OPERATION -> Atomics.operation(code, word);
            case COMPARE_AND_SWAP -> Atomics.compareAndSwap(code, word);
            default -> {
                return lowerBranch(instruction, word);
            }
        }
        return false;
    }

    private void lowerVector(Instruction instruction, int word) {
        switch (instruction.instructionClass()) {
            case FLOATING_POINT_ONE_SOURCE -> floatingPoint.oneSource(word);
            case FLOATING_POINT_TWO_SOURCE -> floatingPoint.twoSource(word);
            case FLOATING_POINT_THREE_SOURCE -> floatingPoint.threeSource(word);
            case FLOATING_POINT_COMPARE -> floatingPoint.compare(word);
            case FLOATING_POINT_CONDITIONAL_COMPARE -> floatingPoint.conditionalCompare(word);
            case FLOATING_POINT_CONDITIONAL_SELECT -> floatingPoint.conditionalSelect(word);
            case FLOATING_POINT_IMMEDIATE -> floatingPoint.immediate(word);
            case CONVERSION_FLOATING_POINT_INTEGER -> floatingPoint.integers(word);
            case SIMD_LOAD_STORE_MULTIPLE_STRUCTURES -> Structures.multiple(code, instruction.name(), word);
            case SIMD_LOAD_STORE_SINGLE_STRUCTURE -> Structures.single(code, instruction.name(), word);
            default -> vectors.lower(instruction, word);
        }
    }

    private boolean lowerBranch(Instruction instruction, int word) {
        switch (instruction.instructionClass()) {
            case CONDITIONAL_BRANCH, CONSISTENT_CONDITIONAL_BRANCH -> Branches.conditional(code, word);
            case UNCONDITIONAL_BRANCH_IMMEDIATE -> Branches.unconditional(code, word);
            case COMPARE_AND_BRANCH -> Branches.compare(code, word);
            case TEST_AND_BRANCH -> Branches.test(code, word);
            case UNCONDITIONAL_BRANCH_REGISTER -> Branches.register(code, word, state.guarded());
            case EXCEPTION_GENERATION -> code.interpretAndLeave();
            default -> {
                if (state.vectorsOpen()) {
                    lowerVector(instruction, word);
                } else {
                    code.interpret();
                }
                return false;
            }
        }
        return true;
    }

    /** Bit 26, which says that a load or store is of vector registers, says nothing of these. */
    private static boolean isBranch(InstructionClass instructionClass) {
        return switch (instructionClass) {
            case CONDITIONAL_BRANCH,
                    CONSISTENT_CONDITIONAL_BRANCH,
                    UNCONDITIONAL_BRANCH_IMMEDIATE,
                    UNCONDITIONAL_BRANCH_REGISTER,
                    COMPARE_AND_BRANCH,
                    TEST_AND_BRANCH,
                    EXCEPTION_GENERATION -> true;
            default -> false;
        };
    }

    private static boolean isVectorTransfer(int word) {
        return Fields.bit(word, 26);
    }

    /** NOP, YIELD, CSDB, BTI; the others wait, signal, or change something. */
    private void hint(Instruction instruction, int word) {
        if (instruction.feature() == Feature.PAUTH) {
            new PointerSignatures(code, state.signing()).hint(word);
            return;
        }
        switch (Fields.bits(word, 5, 7)) {
            case 0, 1, 20, 32, 34, 36, 38 -> {}
            default -> code.interpret();
        }
    }

    private void pointerAuthentication(Instruction instruction, int word) {
        if (instruction.feature() == Feature.PAUTH) {
            new PointerSignatures(code, state.signing()).dataProcessing(word);
        } else {
            code.interpret();
        }
    }

    private void memoryCopyAndSet(int word) {
        boolean sets = Fields.bits(word, 21, 9) == SETS;
        if (sets && state.permissions().contains(Permission.MEMORY_COPY_AND_SET)) {
            MemorySets.set(code, word);
        } else {
            code.interpret();
        }
    }

    /** Memory is coherent and in order; only CLREX does something. */
    private void barrier(int word) {
        final int clearExclusive = 2;
        if (Fields.bits(word, 5, 3) == clearExclusive) {
            code.interpret();
        }
    }
}

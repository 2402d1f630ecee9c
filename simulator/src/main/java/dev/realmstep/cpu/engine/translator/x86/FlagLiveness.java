package dev.realmstep.cpu.engine.translator.x86;

import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which micro-operations of a block set flags that somebody may read, before others set them. */
final class FlagLiveness {
    /** What neither leaves the block nor reads flags. */
    private static final Set<Opcode> OF_VECTORS = EnumSet.range(Opcode.VECTOR_CONSTANT, Opcode.FLOATING_POINT_GREATER);

    private FlagLiveness() {}

    /** By index in the block. Whatever may leave the block reads the flags. */
    static BitSet neededFlags(List<MicroOperation> operations) {
        BitSet needed = new BitSet(operations.size());
        boolean live = true;
        for (int index = operations.size() - 1; index >= 0; index--) {
            switch (operations.get(index).opcode()) {
                case ADD_SETTING_FLAGS, SUBTRACT_SETTING_FLAGS, AND_SETTING_FLAGS -> {
                    needed.set(index, live);
                    live = false;
                }
                case FLOATING_POINT_COMPARE, FLOATING_POINT_COMPARE_SIGNALLING -> live = false;
                case ADD_WITH_CARRY_SETTING_FLAGS, CONDITIONAL_COMPARE, CONDITIONAL_COMPARE_NEGATIVE -> {
                    needed.set(index, live);
                    live = true;
                }
                case INSTRUCTION,
                        CONSTANT,
                        MOVE,
                        ADD,
                        SUBTRACT,
                        AND,
                        OR,
                        EXCLUSIVE_OR,
                        AND_NOT,
                        NOT,
                        SHIFT_LEFT,
                        SHIFT_RIGHT,
                        SHIFT_RIGHT_ARITHMETIC,
                        ROTATE_RIGHT,
                        EXTRACT,
                        MULTIPLY,
                        MULTIPLY_HIGH_UNSIGNED,
                        MULTIPLY_HIGH_SIGNED,
                        DIVIDE_UNSIGNED,
                        DIVIDE_SIGNED,
                        COUNT_LEADING_ZEROS,
                        REVERSE_BITS,
                        REVERSE_BYTES,
                        REVERSE_BYTES_OF_HALFWORDS,
                        SIGN_EXTEND,
                        ZERO_EXTEND,
                        MOVE_IF_ZERO,
                        READ_STATE,
                        WRITE_STATE -> {}
                default ->
                    live = live || !OF_VECTORS.contains(operations.get(index).opcode());
            }
        }
        return needed;
    }
}

package dev.realmstep.cpu.engine.translator.x86;

import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which micro-operations of a block set flags that somebody may read, before others set them. */
final class FlagLiveness {
    /** What neither leaves the block nor has to do with flags. */
    private static final Set<Opcode> INDIFFERENT = indifferent();

    private FlagLiveness() {}

    private static Set<Opcode> indifferent() {
        Set<Opcode> opcodes = EnumSet.range(Opcode.INSTRUCTION, Opcode.ZERO_EXTEND);
        opcodes.addAll(EnumSet.range(Opcode.VECTOR_CONSTANT, Opcode.FLOATING_POINT_GREATER));
        opcodes.addAll(EnumSet.of(Opcode.MOVE_IF_ZERO, Opcode.READ_STATE, Opcode.WRITE_STATE));
        return opcodes;
    }

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
                default -> live |= !INDIFFERENT.contains(operations.get(index).opcode());
            }
        }
        return needed;
    }
}

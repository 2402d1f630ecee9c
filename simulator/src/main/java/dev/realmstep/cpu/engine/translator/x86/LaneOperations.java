package dev.realmstep.cpu.engine.translator.x86;

import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import java.util.EnumMap;
import java.util.Map;

/** Operations that the host does to each element by an instruction of its own. */
final class LaneOperations {
    /** Opcodes of the host by the logarithm of an element's bytes, with the number of their map in bits [11:8]; 0 if none. */
    private static final Map<Opcode, int[]> OF_TWO = new EnumMap<>(Map.ofEntries(
            Map.entry(Opcode.VECTOR_ADD, new int[] {0x1FC, 0x1FD, 0x1FE, 0x1D4}),
            Map.entry(Opcode.VECTOR_SUBTRACT, new int[] {0x1F8, 0x1F9, 0x1FA, 0x1FB}),
            Map.entry(Opcode.VECTOR_ADD_SATURATING, new int[] {0x1DC}),
            Map.entry(Opcode.VECTOR_MULTIPLY, new int[] {0, 0x1D5, 0x240}),
            Map.entry(Opcode.VECTOR_MULTIPLY_LOW_SIGNED, new int[] {0, 0, 0, 0x228}),
            Map.entry(Opcode.VECTOR_MULTIPLY_LOW_UNSIGNED, new int[] {0, 0, 0, 0x1F4}),
            Map.entry(Opcode.VECTOR_COMPARE_EQUAL, new int[] {0x174, 0x175, 0x176, 0x229}),
            Map.entry(Opcode.VECTOR_COMPARE_GREATER, new int[] {0x164, 0x165, 0x166, 0x237}),
            Map.entry(Opcode.VECTOR_MAXIMUM_SIGNED, new int[] {0x23C, 0x1EE, 0x23D}),
            Map.entry(Opcode.VECTOR_MINIMUM_SIGNED, new int[] {0x238, 0x1EA, 0x239}),
            Map.entry(Opcode.VECTOR_MAXIMUM_UNSIGNED, new int[] {0x1DE, 0x23E, 0x23F}),
            Map.entry(Opcode.VECTOR_MINIMUM_UNSIGNED, new int[] {0x1DA, 0x23A, 0x23B}),
            Map.entry(Opcode.VECTOR_SHIFT_LEFT_BY_VECTOR, new int[] {0, 0, 0x247, 0x247}),
            Map.entry(Opcode.VECTOR_SHIFT_RIGHT_BY_VECTOR, new int[] {0, 0, 0x245, 0x245}),
            Map.entry(Opcode.VECTOR_INTERLEAVE_LOW, new int[] {0x160, 0x161, 0x162, 0x16C}),
            Map.entry(Opcode.VECTOR_INTERLEAVE_HIGH, new int[] {0x168, 0x169, 0x16A, 0x16D}),
            Map.entry(Opcode.VECTOR_LOOK_UP, new int[] {0x200})));

    private static final Map<Opcode, int[]> OF_ONE = new EnumMap<>(Map.of(
            Opcode.VECTOR_EXTEND_SIGNED, new int[] {0x220, 0x223, 0x225},
            Opcode.VECTOR_EXTEND_UNSIGNED, new int[] {0x230, 0x233, 0x235}));

    /** What the register field of a shift by an immediate says. */
    private static final int RIGHT = 2;

    private static final int RIGHT_ARITHMETIC = 4;
    private static final int LEFT = 6;
    /** The opcode of such shifts of bytes, which there are none of; those of wider elements follow. */
    private static final int SHIFT = 0x70;

    private static final int BITS = 128;
    private static final int NONE = 0;

    private final Assembler assembler;
    private final VectorCache vectors;

    LaneOperations(BlockWriter writer) {
        this.assembler = writer.assembler;
        this.vectors = writer.vectors;
    }

    /** Whether this is such an operation. */
    boolean write(MicroOperation operation) {
        Opcode opcode = operation.opcode();
        if (OF_TWO.containsKey(opcode)) {
            ofTwo(operation, OF_TWO.get(opcode)[operation.access()]);
        } else if (OF_ONE.containsKey(opcode)) {
            ofOne(operation, OF_ONE.get(opcode)[operation.access()]);
        } else {
            switch (opcode) {
                case VECTOR_SHIFT_LEFT -> shift(operation, LEFT);
                case VECTOR_SHIFT_RIGHT -> shift(operation, RIGHT);
                case VECTOR_SHIFT_RIGHT_ARITHMETIC -> shift(operation, RIGHT_ARITHMETIC);
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    private void ofTwo(MicroOperation operation, int encoding) {
        int first = vectors.read(operation.first());
        int second = vectors.read(operation.second());
        int result = vectors.free();
        boolean wide = operation.access() == 3 && isShift(operation.opcode());
        assembler.vex(1, map(encoding), wide, encoding & 0xFF, result, first, second);
        vectors.write(operation.target(), result, BITS, operation.width());
    }

    /** The shifts by vectors tell 8 bytes from 4 by a bit of the prefix. */
    private static boolean isShift(Opcode opcode) {
        return opcode == Opcode.VECTOR_SHIFT_LEFT_BY_VECTOR || opcode == Opcode.VECTOR_SHIFT_RIGHT_BY_VECTOR;
    }

    private void ofOne(MicroOperation operation, int encoding) {
        int source = vectors.read(operation.first());
        int result = vectors.free();
        assembler.vex(1, map(encoding), false, encoding & 0xFF, result, NONE, source);
        vectors.write(operation.target(), result, BITS, operation.width());
    }

    private static int map(int encoding) {
        if (encoding == 0) {
            throw new IllegalArgumentException("no instruction for elements of this size");
        }
        return encoding >>> 8;
    }

    private void shift(MicroOperation operation, int direction) {
        int source = vectors.read(operation.first());
        int result = vectors.free();
        assembler.vex(1, 1, false, SHIFT + operation.access(), direction, result, source);
        assembler.immediateByte((int) operation.immediate());
        vectors.write(operation.target(), result, BITS, operation.width());
    }
}

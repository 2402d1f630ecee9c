package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/** Other orders of elements, copies of them, and constants. */
final class VectorPermutations {
    private static final int DOUBLEWORD = 3;
    private static final int WHOLE = 128;
    private static final int REGISTER_BYTES = 16;
    private static final int LAST_REGISTER = 31;
    /** Makes 128 of 16, and keeps the low bits of what is less. */
    private static final int BEYOND_REGISTER = 0x70;

    private final VectorCode v;

    VectorPermutations(VectorCode v) {
        this.v = v;
    }

    /** ZIP, UZP and TRN. */
    void permute(String name, int word) {
        int size = VectorCode.size(word);
        int width = VectorCode.width(word);
        int n = Fields.rn(word);
        int m = Fields.rm(word);
        boolean second = name.endsWith("2");
        int result = switch (name.substring(0, 3)) {
            case "ZIP" -> zip(size, width, n, m, second);
            case "UZP" -> v.every(size, width, n, m, second);
            default -> transpose(size, n, m, second);
        };
        v.set(Fields.rd(word), width, result);
    }

    private int zip(int size, int width, int n, int m, boolean second) {
        if (width == WHOLE) {
            return v.apply(second ? Opcode.VECTOR_INTERLEAVE_HIGH : Opcode.VECTOR_INTERLEAVE_LOW, size, n, m);
        }
        int all = v.apply(Opcode.VECTOR_INTERLEAVE_LOW, size, n, m);
        return second ? v.highHalf(all) : all;
    }

    private int transpose(int size, int n, int m, boolean second) {
        if (size == DOUBLEWORD) {
            return v.every(size, WHOLE, n, m, second);
        }
        int bits = VectorCode.bits(size);
        int even = v.constant(VectorCode.replicate((1L << bits) - 1, size + 1));
        return second
                ? v.or(v.shiftRight(size + 1, n, bits), v.andNot(m, even))
                : v.or(v.and(n, even), v.shiftLeft(size + 1, m, bits));
    }

    /** EXT. */
    void extract(int word) {
        int position = Fields.bits(word, 11, 4);
        int n = Fields.rn(word);
        int m = Fields.rm(word);
        if (VectorCode.isWhole(word)) {
            v.set(Fields.rd(word), WHOLE, v.join(n, m, position));
        } else {
            int both = v.pair(n, m);
            v.set(Fields.rd(word), Long.SIZE, v.join(both, both, position));
        }
    }

    /** TBL of up to two registers; whether it was that. */
    boolean lookUp(String name, int word) {
        int registers = Fields.bits(word, 13, 2) + 1;
        if (!name.equals("TBL") || registers > 2) {
            return false;
        }
        int indices = Fields.rm(word);
        int first = Fields.rn(word);
        int beyond = v.constant(VectorCode.replicate(BEYOND_REGISTER, 0));
        int result = lookUp(first, indices, beyond);
        if (registers == 2) {
            int others = v.subtract(0, indices, v.constant(VectorCode.replicate(REGISTER_BYTES, 0)));
            result = v.or(result, lookUp(first + 1 & LAST_REGISTER, others, beyond));
        }
        v.set(Fields.rd(word), VectorCode.width(word), result);
        return true;
    }

    private int lookUp(int table, int indices, int beyond) {
        int marked = v.apply(Opcode.VECTOR_ADD_SATURATING, 0, indices, beyond);
        return v.apply(Opcode.VECTOR_LOOK_UP, 0, table, marked);
    }

    /** DUP, SMOV, UMOV and INS; whether it was one of them. */
    boolean copy(String name, int word) {
        int imm5 = Fields.bits(word, 16, 5);
        int size = Integer.numberOfTrailingZeros(imm5);
        int index = imm5 >>> (size + 1);
        int d = Fields.rd(word);
        int n = Fields.rn(word);
        switch (name) {
            case "DUP (element)" -> v.set(d, VectorCode.width(word), v.duplicate(size, n, index));
            case "DUP (general)" -> {
                int moved = v.applyTo(Long.SIZE, Opcode.VECTOR_FROM_GENERAL, DOUBLEWORD, n, Operand.NONE, 0);
                v.set(d, VectorCode.width(word), v.duplicate(size, moved, 0));
            }
            case "UMOV" -> toGeneral(d, n, size, index);
            case "SMOV" -> {
                int extracted = v.code.temporary();
                toGeneral(extracted, n, size, index);
                v.code.addImmediate(
                        Opcode.SIGN_EXTEND, VectorCode.isWhole(word) ? 64 : 32, d, extracted, VectorCode.bits(size));
            }
            case "INS (general)" -> insert(d, n, size, index);
            case "INS (element)" -> {
                int moved = v.code.temporary();
                toGeneral(moved, n, size, Fields.bits(word, 11, 4) >>> size);
                insert(d, moved, size, index);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** DUP of a scalar. */
    void copyScalar(int word) {
        int imm5 = Fields.bits(word, 16, 5);
        int size = Integer.numberOfTrailingZeros(imm5);
        int element = v.duplicate(size, Fields.rn(word), imm5 >>> (size + 1));
        v.set(Fields.rd(word), VectorCode.bits(size), element);
    }

    private void toGeneral(int target, int vector, int size, int index) {
        v.code.add(Opcode.VECTOR_EXTRACT, 64, target, vector, Operand.NONE, size, index);
    }

    private void insert(int vector, int source, int size, int index) {
        v.code.add(Opcode.VECTOR_INSERT, WHOLE, vector, source, Operand.NONE, size, index);
    }
}

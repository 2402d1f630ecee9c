package dev.realmstep.cpu.isa.scalable;

import static dev.realmstep.cpu.CumulativeSaturation.UNRECORDED;

import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.function.LongBinaryOperator;

/** Integer operations that SVE has and Advanced SIMD has not. */
final class ElementOperations {
    private ElementOperations() {}

    /** An operation on sign-extended elements, one after the other. */
    static LaneOperation eachSigned(LongBinaryOperator operation) {
        return (flag, size, n, m, d) -> {
            long result = 0;
            for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
                long value = operation.applyAsLong(Lanes.signed(n, bit, size), Lanes.signed(m, bit, size));
                result |= Lanes.place(value, bit, size);
            }
            return result;
        };
    }

    /** An operation on zero-extended elements, one after the other. */
    static LaneOperation eachUnsigned(LongBinaryOperator operation) {
        return (flag, size, n, m, d) -> {
            long result = 0;
            for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
                long value = operation.applyAsLong(Lanes.unsigned(n, bit, size), Lanes.unsigned(m, bit, size));
                result |= Lanes.place(value, bit, size);
            }
            return result;
        };
    }

    /** An operation on zero-extended elements that depends on their size. */
    @FunctionalInterface
    interface SizedOperation {
        long apply(long n, long m, int size);
    }

    static LaneOperation eachSized(SizedOperation operation) {
        return (flag, size, n, m, d) -> {
            long result = 0;
            for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
                long value = operation.apply(Lanes.unsigned(n, bit, size), Lanes.unsigned(m, bit, size), size);
                result |= Lanes.place(value, bit, size);
            }
            return result;
        };
    }

    static long signedHigh(long n, long m, int size) {
        return size == 3
                ? Math.multiplyHigh(n, m)
                : eachSigned((a, b) -> (a * b) >> Lanes.bits(size)).apply(UNRECORDED, size, n, m, 0);
    }

    static long unsignedHigh(long n, long m, int size) {
        return size == 3
                ? Math.unsignedMultiplyHigh(n, m)
                : eachUnsigned((a, b) -> (a * b) >>> Lanes.bits(size)).apply(UNRECORDED, size, n, m, 0);
    }

    /** A quotient rounded towards zero; by zero it is zero. */
    static long divide(long n, long m) {
        return m == 0 ? 0 : n / m;
    }

    static long divideUnsigned(long n, long m) {
        return m == 0 ? 0 : Long.divideUnsigned(n, m);
    }

    /** Shifts by whole elements, of which all bits count: too far a shift leaves nothing but signs. */
    static LaneOperation arithmeticRight(boolean wide) {
        return byElement(wide, (value, amount, size) -> value >> Math.min(amount, Long.SIZE - 1), true);
    }

    static LaneOperation logicalRight(boolean wide) {
        return byElement(wide, (value, amount, size) -> amount < Long.SIZE ? value >>> amount : 0, false);
    }

    static LaneOperation left(boolean wide) {
        return byElement(wide, (value, amount, size) -> amount < Long.SIZE ? value << amount : 0, false);
    }

    @FunctionalInterface
    private interface Shift {
        long apply(long value, int amount, int size);
    }

    /** @param wide whether one doubleword says the amount for all elements beside it */
    private static LaneOperation byElement(boolean wide, Shift shift, boolean signed) {
        return (flag, size, n, m, d) -> {
            long result = 0;
            for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
                long amount = wide ? m : Lanes.unsigned(m, bit, size);
                long value = signed ? Lanes.signed(n, bit, size) : Lanes.unsigned(n, bit, size);
                int limited = Long.compareUnsigned(amount, Long.SIZE) < 0 ? (int) amount : Long.SIZE;
                result |= Lanes.place(shift.apply(value, limited, size), bit, size);
            }
            return result;
        };
    }

    /** ASRD: a quotient by a power of two, rounded towards zero. */
    static long divideByPower(long n, int amount, int size) {
        return eachSigned((value, _) -> {
                    long raised = value < 0 ? value + (-1L >>> (Long.SIZE - amount)) : value;
                    return amount == Long.SIZE ? 0 : raised >> amount;
                })
                .apply(UNRECORDED, size, n, 0, 0);
    }

    /** CNOT: one where an element is zero, else zero. */
    static long logicalNot(long n, int size) {
        return Lanes.equal(n, 0, size) & Lanes.ones(size);
    }

    /** CNT: the bits that are set in each element. */
    static long countOnes(long n, int size) {
        return eachUnsigned((value, _) -> Long.bitCount(value)).apply(UNRECORDED, size, n, 0, 0);
    }

    /** The low bits of each element, sign-extended. */
    static long signExtend(long n, int from, int size) {
        int unused = Long.SIZE - Lanes.bits(from);
        return eachUnsigned((value, _) -> value << unused >> unused).apply(UNRECORDED, size, n, 0, 0);
    }

    /** The low bits of each element, zero-extended. */
    static long zeroExtend(long n, int from, int size) {
        return n & Lanes.replicate(Lanes.lowest(from), size);
    }

    /** RBIT: reverses the bits of each element. */
    static long reverseBits(long n, int size) {
        return eachUnsigned((value, _) -> Long.reverse(value) >>> (Long.SIZE - Lanes.bits(size)))
                .apply(UNRECORDED, size, n, 0, 0);
    }
}

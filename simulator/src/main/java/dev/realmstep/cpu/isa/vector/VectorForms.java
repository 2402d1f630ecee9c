package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Semantics;

/** The ways in which instructions bring halves of vector registers to a {@link LaneOperation} and its result to Vd. */
final class VectorForms {
    private VectorForms() {}

    static boolean isWhole(int word) {
        return Fields.bit(word, 30);
    }

    /** Vn and Vm, and Vd, element by element. */
    static Semantics threeSame(LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int size = Sizes.of(word);
            int n = Fields.rn(word);
            int m = Fields.rm(word);
            int d = Fields.rd(word);
            long low = operation.apply(element, size, v.low(n), v.low(m), v.low(d));
            long high = isWhole(word) ? operation.apply(element, size, v.high(n), v.high(m), v.high(d)) : 0;
            v.set(d, low, high);
        };
    }

    /** Vn, and Vd, element by element. */
    static Semantics twoRegisters(LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int size = Sizes.of(word);
            int n = Fields.rn(word);
            int d = Fields.rd(word);
            long low = operation.apply(element, size, v.low(n), 0, v.low(d));
            long high = isWhole(word) ? operation.apply(element, size, v.high(n), 0, v.high(d)) : 0;
            v.set(d, low, high);
        };
    }

    /** As {@link #twoRegisters}, with the amount of a shift and the size that immh tells. */
    static Semantics shift(int size, boolean left, LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int amount = amount(word, size, left);
            int n = Fields.rn(word);
            int d = Fields.rd(word);
            long low = operation.apply(element, size, v.low(n), amount, v.low(d));
            long high = isWhole(word) ? operation.apply(element, size, v.high(n), amount, v.high(d)) : 0;
            v.set(d, low, high);
        };
    }

    /** The amount in immh:immb of a shift of elements. */
    static int amount(int word, int size, boolean left) {
        int encoded = Fields.bits(word, 16, 7);
        int bits = Lanes.bits(size);
        return left ? encoded - bits : 2 * bits - encoded;
    }

    /** Vn and an element of Vm, which every element of Vn meets. */
    static Semantics byElement(int size, LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int n = Fields.rn(word);
            int d = Fields.rd(word);
            long m = Lanes.replicate(indexedElement(v, word, size), size);
            long low = operation.apply(element, size, v.low(n), m, v.low(d));
            long high = isWhole(word) ? operation.apply(element, size, v.high(n), m, v.high(d)) : 0;
            v.set(d, low, high);
        };
    }

    /** The element of Vm that H:L:M select for halfwords, H:L for words. */
    static long indexedElement(VectorRegisters v, int word, int size) {
        int high = Fields.bits(word, 11, 1) << 1 | Fields.bits(word, 21, 1);
        return size == 1
                ? v.element(Fields.bits(word, 16, 4), high << 1 | Fields.bits(word, 20, 1), size)
                : v.element(Fields.rm(word), high, size);
    }

    /** The pairs of neighbours in Vn and after it Vm. */
    static Semantics pairwise(LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int size = Sizes.of(word);
            int n = Fields.rn(word);
            int m = Fields.rm(word);
            boolean whole = isWhole(word);
            long n2 = whole ? v.high(n) : v.low(m);
            long low =
                    operation.apply(element, size, Lanes.evens(v.low(n), n2, size), Lanes.odds(v.low(n), n2, size), 0);
            long high = whole
                    ? operation.apply(
                            element,
                            size,
                            Lanes.evens(v.low(m), v.high(m), size),
                            Lanes.odds(v.low(m), v.high(m), size),
                            0)
                    : 0;
            v.set(Fields.rd(word), low, high);
        };
    }
}

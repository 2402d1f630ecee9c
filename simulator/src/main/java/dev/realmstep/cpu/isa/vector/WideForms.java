package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Semantics;

/**
 * The forms of instructions whose result has elements of twice or half the size: the {@link LaneOperation} always sees
 * the wide ones.
 */
final class WideForms {
    private WideForms() {}

    private static long extend(boolean signed, long n, int size) {
        return signed ? Lanes.extendSigned(n, size) : Lanes.extendUnsigned(n, size);
    }

    /** Half of Vn and half of Vm, which one Q says, both extended. */
    static Semantics longer(boolean signed, LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int half = Fields.bits(word, 30, 1);
            long m = v.half(Fields.rm(word), half);
            int size = Sizes.of(word);
            lengthen(element, word, size, extend(signed, m, size), extend(signed, m >>> 32, size), signed, operation);
        };
    }

    /** Half of Vn, extended, and what may be done to it by an amount that immh:immb tells. */
    static Semantics longerShift(int size, boolean signed, LaneOperation operation) {
        return (element, word) -> {
            long amount = VectorForms.amount(word, size, true);
            lengthen(element, word, size, amount, amount, signed, operation);
        };
    }

    /** Half of Vn, zero-extended. */
    static Semantics longerAlone(LaneOperation operation) {
        return (element, word) -> lengthen(element, word, Sizes.of(word), 0, 0, false, operation);
    }

    /** As {@link #longer}, with one element of Vm for all of Vn. */
    static Semantics longerByElement(int size, boolean signed, LaneOperation operation) {
        return (element, word) -> {
            long factor = Lanes.replicate(VectorForms.indexedElement(element.vectors(), word, size), size);
            long m = extend(signed, factor, size);
            lengthen(element, word, size, m, m, signed, operation);
        };
    }

    private static void lengthen(
            ProcessingElement element,
            int word,
            int size,
            long lowM,
            long highM,
            boolean signed,
            LaneOperation operation) {
        VectorRegisters v = element.vectors();
        long n = v.half(Fields.rn(word), Fields.bits(word, 30, 1));
        int d = Fields.rd(word);
        long low = operation.apply(element, size + 1, extend(signed, n, size), lowM, v.low(d));
        long high = operation.apply(element, size + 1, extend(signed, n >>> 32, size), highM, v.high(d));
        v.set(d, low, high);
    }

    /** All of Vn, and half of Vm extended. */
    static Semantics wider(boolean signed, LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int size = Sizes.of(word);
            int n = Fields.rn(word);
            long m = v.half(Fields.rm(word), Fields.bits(word, 30, 1));
            long low = operation.apply(element, size + 1, v.low(n), extend(signed, m, size), 0);
            long high = operation.apply(element, size + 1, v.high(n), extend(signed, m >>> 32, size), 0);
            v.set(Fields.rd(word), low, high);
        };
    }

    /** All of Vn and Vm, of which the high halves of the results remain. */
    static Semantics narrowingHigh(LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int size = Sizes.of(word);
            int n = Fields.rn(word);
            int m = Fields.rm(word);
            long low = operation.apply(element, size + 1, v.low(n), v.low(m), 0);
            long high = operation.apply(element, size + 1, v.high(n), v.high(m), 0);
            setNarrow(v, word, Lanes.odds(low, high, size));
        };
    }

    /** All of Vn, of which the low halves of the results remain. */
    static Semantics narrowing(LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int size = Sizes.of(word);
            int n = Fields.rn(word);
            long low = operation.apply(element, size + 1, v.low(n), 0, 0);
            long high = operation.apply(element, size + 1, v.high(n), 0, 0);
            setNarrow(v, word, Lanes.evens(low, high, size));
        };
    }

    /** As {@link #narrowing}, after a shift to the right by an amount that is at most the bits of the narrow elements. */
    static Semantics narrowingShift(int size, LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int amount = VectorForms.amount(word, size, false);
            int n = Fields.rn(word);
            long low = operation.apply(element, size + 1, v.low(n), amount, 0);
            long high = operation.apply(element, size + 1, v.high(n), amount, 0);
            setNarrow(v, word, Lanes.evens(low, high, size));
        };
    }

    /** Q says which half of Vd the narrow result is; the low one clears the high one. */
    private static void setNarrow(VectorRegisters v, int word, long result) {
        if (VectorForms.isWhole(word)) {
            v.setHalf(Fields.rd(word), 1, result);
        } else {
            v.setScalar(Fields.rd(word), result);
        }
    }

    /** The lowest element of Vn and of Vm, both sign-extended. */
    static Semantics longerScalar(LaneOperation operation) {
        return (element, word) -> {
            int size = Sizes.of(word);
            lengthenScalar(element, word, size, element.vectors().low(Fields.rm(word)), operation);
        };
    }

    static Semantics longerScalarByElement(int size, LaneOperation operation) {
        return (element, word) -> lengthenScalar(
                element, word, size, VectorForms.indexedElement(element.vectors(), word, size), operation);
    }

    private static void lengthenScalar(ProcessingElement element, int word, int size, long m, LaneOperation operation) {
        VectorRegisters v = element.vectors();
        long mask = Lanes.lowest(size);
        long wideMask = Lanes.lowest(size + 1);
        int d = Fields.rd(word);
        long n = Lanes.extendSigned(v.low(Fields.rn(word)) & mask, size);
        long result = operation.apply(element, size + 1, n, Lanes.extendSigned(m & mask, size), v.low(d) & wideMask);
        v.setScalar(d, result & wideMask);
    }

    /** The lowest element of Vn, narrowed. */
    static Semantics narrowingScalar(LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int size = Sizes.of(word);
            long n = v.low(Fields.rn(word)) & Lanes.lowest(size + 1);
            v.setScalar(Fields.rd(word), operation.apply(element, size + 1, n, 0, 0) & Lanes.lowest(size));
        };
    }

    static Semantics narrowingShiftScalar(int size, LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            long n = v.low(Fields.rn(word)) & Lanes.lowest(size + 1);
            int amount = VectorForms.amount(word, size, false);
            v.setScalar(Fields.rd(word), operation.apply(element, size + 1, n, amount, 0) & Lanes.lowest(size));
        };
    }
}

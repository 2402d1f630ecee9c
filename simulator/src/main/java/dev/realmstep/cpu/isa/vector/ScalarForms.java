package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Semantics;

/**
 * The scalar forms of vector instructions: the lowest elements alone go through the {@link LaneOperation}, zeroes beside
 * them, which saturate nothing.
 */
final class ScalarForms {
    private ScalarForms() {}

    static Semantics threeSame(LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int size = Sizes.of(word);
            long mask = Lanes.lowest(size);
            int d = Fields.rd(word);
            long result = operation.apply(
                    element, size, v.low(Fields.rn(word)) & mask, v.low(Fields.rm(word)) & mask, v.low(d) & mask);
            v.setScalar(d, result & mask);
        };
    }

    static Semantics twoRegisters(LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            int size = Sizes.of(word);
            long mask = Lanes.lowest(size);
            int d = Fields.rd(word);
            long result = operation.apply(element, size, v.low(Fields.rn(word)) & mask, 0, v.low(d) & mask);
            v.setScalar(d, result & mask);
        };
    }

    static Semantics shift(int size, boolean left, LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            long mask = Lanes.lowest(size);
            int amount = VectorForms.amount(word, size, left);
            int d = Fields.rd(word);
            long result = operation.apply(element, size, v.low(Fields.rn(word)) & mask, amount, v.low(d) & mask);
            v.setScalar(d, result & mask);
        };
    }

    static Semantics byElement(int size, LaneOperation operation) {
        return (element, word) -> {
            VectorRegisters v = element.vectors();
            long mask = Lanes.lowest(size);
            int d = Fields.rd(word);
            long result = operation.apply(
                    element,
                    size,
                    v.low(Fields.rn(word)) & mask,
                    VectorForms.indexedElement(v, word, size),
                    v.low(d) & mask);
            v.setScalar(d, result & mask);
        };
    }
}

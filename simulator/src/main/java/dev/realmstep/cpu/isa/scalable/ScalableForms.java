package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import dev.realmstep.cpu.isa.vector.Lanes;

/** The ways in which integer instructions bring the words of vectors to a {@link LaneOperation} and its result to Zd. */
final class ScalableForms {
    private static final CumulativeSaturation FLAG = CumulativeSaturation.UNRECORDED;

    private ScalableForms() {}

    /** Where Pg is active: Zd from itself and Zn. */
    static Semantics merging(LaneOperation operation) {
        return (element, word) -> {
            ScalableRegisters z = element.scalable();
            int size = ScalableInstruction.size(word);
            int d = Fields.rd(word);
            int n = Fields.rn(word);
            for (int i = 0; i < z.words(); i++) {
                long old = z.word(d, i);
                long result = operation.apply(FLAG, size, old, z.word(n, i), old);
                z.setWord(d, i, Lanes.select(mask(z, word, i, size), result, old));
            }
        };
    }

    /** As {@link #merging}, with the operands exchanged. */
    static Semantics mergingReversed(LaneOperation operation) {
        return merging((flag, size, n, m, d) -> operation.apply(flag, size, m, n, d));
    }

    /** Where Pg is active: Zd from Zn alone. */
    static Semantics unary(LaneOperation operation) {
        return merging((flag, size, n, m, d) -> operation.apply(flag, size, m, 0, d));
    }

    /** Where Pg is active: Zd from Zn, Zm and itself. */
    static Semantics mergingThree(LaneOperation operation) {
        return (element, word) -> {
            ScalableRegisters z = element.scalable();
            int size = ScalableInstruction.size(word);
            int d = Fields.rd(word);
            for (int i = 0; i < z.words(); i++) {
                long old = z.word(d, i);
                long result = operation.apply(FLAG, size, z.word(Fields.rn(word), i), z.word(Fields.rm(word), i), old);
                z.setWord(d, i, Lanes.select(mask(z, word, i, size), result, old));
            }
        };
    }

    /** Zd from Zn and Zm, and itself, of the size that the word tells. */
    static Semantics three(LaneOperation operation) {
        return (element, word) -> three(element.scalable(), word, ScalableInstruction.size(word), operation);
    }

    /** As {@link #three(LaneOperation)}, of a given size. */
    static Semantics three(int size, LaneOperation operation) {
        return (element, word) -> three(element.scalable(), word, size, operation);
    }

    private static void three(ScalableRegisters z, int word, int size, LaneOperation operation) {
        int d = Fields.rd(word);
        for (int i = 0; i < z.words(); i++) {
            z.setWord(
                    d,
                    i,
                    operation.apply(FLAG, size, z.word(Fields.rn(word), i), z.word(Fields.rm(word), i), z.word(d, i)));
        }
    }

    /** Zd from itself and a value of all elements. */
    static Semantics immediate(Immediate immediate, LaneOperation operation) {
        return (element, word) -> {
            ScalableRegisters z = element.scalable();
            int size = ScalableInstruction.size(word);
            int d = Fields.rd(word);
            long m = Lanes.replicate(immediate.of(word), size);
            for (int i = 0; i < z.words(); i++) {
                long old = z.word(d, i);
                z.setWord(d, i, operation.apply(FLAG, size, old, m, old));
            }
        };
    }

    /** A number that a word tells. */
    @FunctionalInterface
    interface Immediate {
        long of(int word);
    }

    private static long mask(ScalableRegisters z, int word, int i, int size) {
        return Predicates.mask(z, ScalableInstruction.governing(word), i, size);
    }
}

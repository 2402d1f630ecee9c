package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Semantics;
import dev.realmstep.cpu.isa.vector.FloatingPointOperation;

/**
 * The ways in which floating-point instructions bring the elements of vectors to their operation: only active ones, as the others must
 * not raise exceptions.
 */
final class FloatingPointElements {
    private static final FloatingPointFormat[] FORMATS = {
        FloatingPointFormat.HALF, FloatingPointFormat.HALF, FloatingPointFormat.SINGLE, FloatingPointFormat.DOUBLE
    };

    private FloatingPointElements() {}

    /** @param size the logarithm of an element's bytes, 1 to 3 */
    static FloatingPointFormat format(int size) {
        return FORMATS[size];
    }

    /** Zd from Zn and Zm. */
    static Semantics three(FloatingPointOperation.OfTwo operation) {
        return (element, word) -> {
            ScalableRegisters z = element.scalable();
            FloatingPointStatus status = element.floatingPoint();
            int size = ScalableInstruction.size(word);
            for (int index = 0; index < z.elements(size); index++) {
                long n = z.element(Fields.rn(word), index, size);
                long m = z.element(Fields.rm(word), index, size);
                z.setElement(Fields.rd(word), index, size, operation.apply(FORMATS[size], n, m, status));
            }
        };
    }

    /** Zd from Zn. */
    static Semantics two(FloatingPointOperation.OfOne operation) {
        return three((format, n, m, status) -> operation.apply(format, n, status));
    }

    /** Where Pg is active: Zd from itself and Zn. */
    static Semantics merging(FloatingPointOperation.OfTwo operation) {
        return (element, word) -> eachActive(element, word, (z, index, size) -> {
            long d = z.element(Fields.rd(word), index, size);
            long n = z.element(Fields.rn(word), index, size);
            return operation.apply(FORMATS[size], d, n, element.floatingPoint());
        });
    }

    /** Where Pg is active: Zd from Zn. */
    static Semantics unary(FloatingPointOperation.OfOne operation) {
        return (element, word) -> eachActive(
                element,
                word,
                (z, index, size) -> operation.apply(
                        FORMATS[size], z.element(Fields.rn(word), index, size), element.floatingPoint()));
    }

    /** Where Pg is active: Zd from itself, Zn and Zm. */
    static Semantics mergingThree(FloatingPointOperation.OfThree operation) {
        return (element, word) -> eachActive(element, word, (z, index, size) -> {
            long d = z.element(Fields.rd(word), index, size);
            long n = z.element(Fields.rn(word), index, size);
            long m = z.element(Fields.rm(word), index, size);
            return operation.apply(FORMATS[size], d, n, m, element.floatingPoint());
        });
    }

    /** What an element becomes. */
    @FunctionalInterface
    interface ElementResult {
        long of(ScalableRegisters z, int index, int size);
    }

    /** Sets the elements of Zd where Pg, of three bits, is active. */
    static void eachActive(ProcessingElement element, int word, ElementResult result) {
        eachActive(element, word, ScalableInstruction.size(word), result);
    }

    static void eachActive(ProcessingElement element, int word, int size, ElementResult result) {
        ScalableRegisters z = element.scalable();
        for (int index = 0; index < z.elements(size); index++) {
            if (z.isActive(ScalableInstruction.governing(word), index, size)) {
                z.setElement(Fields.rd(word), index, size, result.of(z, index, size));
            }
        }
    }
}

package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Semantics;

/** Brings the operands of floating-point instructions to their operation, and its results back. */
final class FloatingPointForms {

    /** The second operand of all elements alike: an element of Vm, or an immediate. */
    @FunctionalInterface
    interface Second {
        long of(VectorRegisters vectors, int word);
    }

    private FloatingPointForms() {}

    /** Scalar: Rd from Rn. */
    static Semantics scalar(FloatingPointType type, FloatingPointOperation.OfOne operation) {
        return (element, word) -> element.vectors()
                .setScalar(
                        Fields.rd(word),
                        operation.apply(type.format(), type.scalar(element, Fields.rn(word)), element.floatingPoint()));
    }

    /** Scalar: Rd from Rn and Rm. */
    static Semantics scalar(FloatingPointType type, FloatingPointOperation.OfTwo operation) {
        return (element, word) -> element.vectors()
                .setScalar(
                        Fields.rd(word),
                        operation.apply(
                                type.format(),
                                type.scalar(element, Fields.rn(word)),
                                type.scalar(element, Fields.rm(word)),
                                element.floatingPoint()));
    }

    /** Scalar: Rd from Ra, Rn and Rm. */
    static Semantics scalar(FloatingPointType type, FloatingPointOperation.OfThree operation) {
        return (element, word) -> element.vectors()
                .setScalar(
                        Fields.rd(word),
                        operation.apply(
                                type.format(),
                                type.scalar(element, Fields.ra(word)),
                                type.scalar(element, Fields.rn(word)),
                                type.scalar(element, Fields.rm(word)),
                                element.floatingPoint()));
    }

    /** Vector: each element of Rd from that of Rn. */
    static Semantics vector(FloatingPointType type, FloatingPointOperation.OfOne operation) {
        return (element, word) -> {
            VectorRegisters vectors = element.vectors();
            FloatingPointStatus status = element.floatingPoint();
            int n = Fields.rn(word);
            long low = each(type.format(), operation, vectors.low(n), status);
            long high = VectorForms.isWhole(word) ? each(type.format(), operation, vectors.high(n), status) : 0;
            vectors.set(Fields.rd(word), low, high);
        };
    }

    /** Vector: each element of Rd from those of Rn and Rm. */
    static Semantics vector(FloatingPointType type, FloatingPointOperation.OfTwo operation) {
        return (element, word) -> {
            VectorRegisters vectors = element.vectors();
            FloatingPointStatus status = element.floatingPoint();
            int n = Fields.rn(word);
            int m = Fields.rm(word);
            long low = each(type.format(), operation, vectors.low(n), vectors.low(m), status);
            long high = VectorForms.isWhole(word)
                    ? each(type.format(), operation, vectors.high(n), vectors.high(m), status)
                    : 0;
            vectors.set(Fields.rd(word), low, high);
        };
    }

    /** Vector: each element of Rd from itself and those of Rn and Rm. */
    static Semantics vector(FloatingPointType type, FloatingPointOperation.OfThree operation) {
        return (element, word) -> {
            VectorRegisters vectors = element.vectors();
            FloatingPointStatus status = element.floatingPoint();
            int d = Fields.rd(word);
            int n = Fields.rn(word);
            int m = Fields.rm(word);
            long low = each(type.format(), operation, vectors.low(d), vectors.low(n), vectors.low(m), status);
            long high = VectorForms.isWhole(word)
                    ? each(type.format(), operation, vectors.high(d), vectors.high(n), vectors.high(m), status)
                    : 0;
            vectors.set(d, low, high);
        };
    }

    /** Scalar: Rd from Rn and a second operand. */
    static Semantics scalarBy(FloatingPointType type, Second second, FloatingPointOperation.OfTwo operation) {
        return (element, word) -> element.vectors()
                .setScalar(
                        Fields.rd(word),
                        operation.apply(
                                type.format(),
                                type.scalar(element, Fields.rn(word)),
                                second.of(element.vectors(), word),
                                element.floatingPoint()));
    }

    /** Scalar: Rd from itself, Rn and a second operand. */
    static Semantics scalarBy(FloatingPointType type, Second second, FloatingPointOperation.OfThree operation) {
        return (element, word) -> element.vectors()
                .setScalar(
                        Fields.rd(word),
                        operation.apply(
                                type.format(),
                                type.scalar(element, Fields.rd(word)),
                                type.scalar(element, Fields.rn(word)),
                                second.of(element.vectors(), word),
                                element.floatingPoint()));
    }

    /** Vector: each element of Rd from that of Rn and a second operand. */
    static Semantics vectorBy(FloatingPointType type, Second second, FloatingPointOperation.OfTwo operation) {
        return (element, word) -> {
            VectorRegisters vectors = element.vectors();
            FloatingPointStatus status = element.floatingPoint();
            int n = Fields.rn(word);
            long m = type.replicate(second.of(vectors, word));
            long low = each(type.format(), operation, vectors.low(n), m, status);
            long high = VectorForms.isWhole(word) ? each(type.format(), operation, vectors.high(n), m, status) : 0;
            vectors.set(Fields.rd(word), low, high);
        };
    }

    /** Vector: each element of Rd from itself, that of Rn and a second operand. */
    static Semantics vectorBy(FloatingPointType type, Second second, FloatingPointOperation.OfThree operation) {
        return (element, word) -> {
            VectorRegisters vectors = element.vectors();
            FloatingPointStatus status = element.floatingPoint();
            int d = Fields.rd(word);
            int n = Fields.rn(word);
            long m = type.replicate(second.of(vectors, word));
            long low = each(type.format(), operation, vectors.low(d), vectors.low(n), m, status);
            long high = VectorForms.isWhole(word)
                    ? each(type.format(), operation, vectors.high(d), vectors.high(n), m, status)
                    : 0;
            vectors.set(d, low, high);
        };
    }

    /** Vector: each element of Rd from two neighbours, of those in Rn and then in Rm. */
    static Semantics pairwise(FloatingPointType type, FloatingPointOperation.OfTwo operation) {
        return (element, word) -> {
            VectorRegisters vectors = element.vectors();
            FloatingPointStatus status = element.floatingPoint();
            int n = Fields.rn(word);
            int m = Fields.rm(word);
            if (VectorForms.isWhole(word)) {
                long low = pairs(type, operation, vectors.low(n), vectors.high(n), status);
                long high = pairs(type, operation, vectors.low(m), vectors.high(m), status);
                vectors.set(Fields.rd(word), low, high);
            } else {
                vectors.set(Fields.rd(word), pairs(type, operation, vectors.low(n), vectors.low(m), status), 0);
            }
        };
    }

    /** The results of neighbours in two times 64 bits. */
    private static long pairs(
            FloatingPointType type,
            FloatingPointOperation.OfTwo operation,
            long low,
            long high,
            FloatingPointStatus status) {
        int bits = type.bits();
        if (bits == Long.SIZE) {
            return operation.apply(type.format(), low, high, status);
        }
        long mask = type.mask();
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += bits) {
            long pair = (2 * bit < Long.SIZE ? low : high) >>> (2 * bit);
            result |= operation.apply(type.format(), pair & mask, pair >>> bits & mask, status) << bit;
        }
        return result;
    }

    private static long each(
            FloatingPointFormat format, FloatingPointOperation.OfOne operation, long n, FloatingPointStatus status) {
        int bits = format.bits();
        long mask = -1L >>> -bits;
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += bits) {
            result |= operation.apply(format, n >>> bit & mask, status) << bit;
        }
        return result;
    }

    private static long each(
            FloatingPointFormat format,
            FloatingPointOperation.OfTwo operation,
            long n,
            long m,
            FloatingPointStatus status) {
        int bits = format.bits();
        long mask = -1L >>> -bits;
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += bits) {
            result |= operation.apply(format, n >>> bit & mask, m >>> bit & mask, status) << bit;
        }
        return result;
    }

    private static long each(
            FloatingPointFormat format,
            FloatingPointOperation.OfThree operation,
            long a,
            long n,
            long m,
            FloatingPointStatus status) {
        int bits = format.bits();
        long mask = -1L >>> -bits;
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += bits) {
            result |= operation.apply(format, a >>> bit & mask, n >>> bit & mask, m >>> bit & mask, status) << bit;
        }
        return result;
    }
}

package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.CumulativeSaturation;

/**
 * What an instruction does to each of the elements in one half of its operands: the forms of {@link VectorForms},
 * {@link WideForms} and {@link ScalarForms} bring the halves to it and carry the result back.
 */
@FunctionalInterface
public interface LaneOperation {
    /**
     * Computes 64 bits of result.
     *
     * @param flag set when a result saturates
     * @param size the logarithm of an element's bytes, 0 to 3
     * @param n the half of the first operand
     * @param m the half of the second operand; of a shift by immediate its amount
     * @param d what the destination held
     */
    long apply(CumulativeSaturation flag, int size, long n, long m, long d);
}

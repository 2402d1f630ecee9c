package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.vector.Lanes;

/** Vectors that were copied as words, so that what is written meanwhile does not change them. */
final class VectorWords {
    private VectorWords() {}

    /** An element, zero-extended. */
    static long element(long[] vector, int index, int size) {
        int bit = index << (size + 3);
        return vector[bit >>> 6] >>> bit & Lanes.lowest(size);
    }

    /** An element, sign-extended. */
    static long signedElement(long[] vector, int index, int size) {
        return Lanes.signed(element(vector, index, size), 0, size);
    }
}

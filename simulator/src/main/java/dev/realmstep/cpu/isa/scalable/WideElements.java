package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.vector.Lanes;

/** Elements as two halves of half their size: the bottom ones, of even index, and the top ones. */
enum WideElements {
    BOTTOM("B"),
    TOP("T");

    private final String suffix;

    WideElements(String suffix) {
        this.suffix = suffix;
    }

    /** What ends the names of instructions. */
    String suffix() {
        return suffix;
    }

    /** The field T. */
    int bit() {
        return ordinal();
    }

    /**
     * The halves of each element, extended to all of it.
     *
     * @param size the logarithm of a whole element's bytes
     */
    long extended(long n, int size, boolean signed) {
        long halves = this == TOP ? n >>> Lanes.bits(size - 1) : n;
        return signed
                ? ElementOperations.signExtend(halves, size - 1, size)
                : ElementOperations.zeroExtend(halves, size - 1, size);
    }

    /**
     * Puts narrow results where they belong: bottom ones with zero above them, top ones above what there was.
     *
     * @param narrow in the low half of each element
     */
    long placed(long narrow, long d, int size) {
        long low = Lanes.replicate(Lanes.lowest(size - 1), size);
        return this == TOP ? (d & low) | (narrow & low) << Lanes.bits(size - 1) : narrow & low;
    }
}

package dev.realmstep.cpu.isa.scalable;

/** Which values of size (bits [23:22]) an instruction allows; the others are reserved. */
enum ElementSizes {
    ANY(0, 1, 2, 3),
    BYTE(0),
    BYTE_HALFWORD(0, 1),
    BYTE_TO_WORD(0, 1, 2),
    HALFWORD_UP(1, 2, 3),
    WORD_UP(2, 3),
    WORD(2),
    DOUBLEWORD(3),
    /** Of a product without carries: bytes to halfwords, words to doublewords. */
    HALFWORD_DOUBLEWORD(1, 3);

    private final int allowed;

    ElementSizes(int... sizes) {
        int mask = 0;
        for (int size : sizes) {
            mask |= 1 << size;
        }
        this.allowed = mask;
    }

    boolean allow(int word) {
        return (allowed >>> ScalableInstruction.size(word) & 1) != 0;
    }
}

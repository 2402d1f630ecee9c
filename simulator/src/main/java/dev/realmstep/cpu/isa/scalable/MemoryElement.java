package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.Locale;

/** What a load or store moves between memory and an element of a vector, with the field dtype that says it of a load. */
enum MemoryElement {
    B_B(0, 0, 0, false),
    B_H(1, 0, 1, false),
    B_S(2, 0, 2, false),
    B_D(3, 0, 3, false),
    SW_D(4, 2, 3, true),
    H_H(5, 1, 1, false),
    H_S(6, 1, 2, false),
    H_D(7, 1, 3, false),
    SH_D(8, 1, 3, true),
    SH_S(9, 1, 2, true),
    W_S(10, 2, 2, false),
    W_D(11, 2, 3, false),
    SB_D(12, 0, 3, true),
    SB_S(13, 0, 2, true),
    SB_H(14, 0, 1, true),
    D_D(15, 3, 3, false);

    private final int dtype;
    private final int memorySize;
    private final int size;
    private final boolean signed;

    MemoryElement(int dtype, int memorySize, int size, boolean signed) {
        this.dtype = dtype;
        this.memorySize = memorySize;
        this.size = size;
        this.signed = signed;
    }

    int dtype() {
        return dtype;
    }

    /** The logarithm of the bytes in memory. */
    int memorySize() {
        return memorySize;
    }

    int memoryBytes() {
        return 1 << memorySize;
    }

    /** The logarithm of the bytes in the vector. */
    int size() {
        return size;
    }

    boolean signed() {
        return signed;
    }

    /** What follows a mnemonic: the bytes in memory, with S where they are sign-extended. */
    String suffix() {
        return name().substring(0, name().indexOf('_'));
    }

    String mnemonic(String start) {
        return start + suffix().toLowerCase(Locale.ROOT);
    }

    /** The letter of the vector's elements. */
    String letter() {
        return name().substring(name().indexOf('_') + 1);
    }

    /** The shift of an index in an assembly template, which bytes do not have. */
    String indexShift() {
        return memorySize == 0 ? "" : ", lsl #" + memorySize;
    }

    /** An element of the vector from the bytes in memory, zero-extended. */
    long extended(long loaded) {
        return signed ? Lanes.signed(loaded, 0, memorySize) & Lanes.lowest(size) : loaded;
    }
}

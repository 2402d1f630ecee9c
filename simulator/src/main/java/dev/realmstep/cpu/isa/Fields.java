package dev.realmstep.cpu.isa;

/** The fields that many encodings share, taken from an instruction word. */
final class Fields {
    private Fields() {}

    /** Rd, or Rt of a load or store. */
    static int rd(int word) {
        return word & 31;
    }

    static int rn(int word) {
        return word >>> 5 & 31;
    }

    static int rm(int word) {
        return word >>> 16 & 31;
    }

    /** Ra, or Rt2 of a pair. */
    static int ra(int word) {
        return word >>> 10 & 31;
    }

    /** sf: whether the operands are 64-bit registers. */
    static boolean sf(int word) {
        return word < 0;
    }

    static boolean bit(int word, int position) {
        return (word >>> position & 1) != 0;
    }

    /** The bits [shift + width - 1 : shift], zero-extended. */
    static int bits(int word, int shift, int width) {
        return word >>> shift & (1 << width) - 1;
    }

    /** The bits [shift + width - 1 : shift], sign-extended. */
    static long signedBits(int word, int shift, int width) {
        int extended = word << (32 - shift - width) >> (32 - width);
        return extended;
    }
}

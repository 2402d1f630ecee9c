package dev.realmstep.cpu.isa;

/** The fields that many encodings share, taken from an instruction word. */
public final class Fields {
    private Fields() {}

    /** Rd, or Rt of a load or store. */
    public static int rd(int word) {
        return word & 31;
    }

    public static int rn(int word) {
        return word >>> 5 & 31;
    }

    public static int rm(int word) {
        return word >>> 16 & 31;
    }

    /** Ra, or Rt2 of a pair. */
    public static int ra(int word) {
        return word >>> 10 & 31;
    }

    /** sf: whether the operands are 64-bit registers. */
    public static boolean sf(int word) {
        return word < 0;
    }

    public static boolean bit(int word, int position) {
        return (word >>> position & 1) != 0;
    }

    /** The bits [shift + width - 1 : shift], zero-extended. */
    public static int bits(int word, int shift, int width) {
        return word >>> shift & (1 << width) - 1;
    }

    /** The bits [shift + width - 1 : shift], sign-extended. */
    public static long signedBits(int word, int shift, int width) {
        int extended = word << (32 - shift - width) >> (32 - width);
        return extended;
    }

    /** immhi:immlo of ADR and ADRP, sign-extended. */
    public static long adrOffset(int word) {
        return signedBits(word, 5, 19) << 2 | bits(word, 29, 2);
    }

    /** S:imm9 of LDRAA and LDRAB, in bytes. */
    public static long authenticatedOffset(int word) {
        long magnitude = bits(word, 12, 9);
        return (bit(word, 22) ? magnitude - 512 : magnitude) * 8;
    }

    /** imm16 of a wide move, shifted where hw says. */
    public static long wideImmediate(int word) {
        return (long) bits(word, 5, 16) << wideShift(word);
    }

    public static int wideShift(int word) {
        return 16 * bits(word, 21, 2);
    }

    public static int immr(int word) {
        return bits(word, 16, 6);
    }

    public static int imms(int word) {
        return bits(word, 10, 6);
    }

    /** Where a bit field goes that is moved up: the left shift that the rotation right by immr stands for. */
    static int insertionShift(int word) {
        return -immr(word) & (sf(word) ? 63 : 31);
    }

    /** b5:b40 of TBZ and TBNZ. */
    public static int testedBit(int word) {
        return word >>> 31 << 5 | bits(word, 19, 5);
    }

    /** op0:op1:CRn:CRm:op2 of a system instruction. */
    public static int systemEncoding(int word) {
        return word >>> 5 & 0xFFFF;
    }
}

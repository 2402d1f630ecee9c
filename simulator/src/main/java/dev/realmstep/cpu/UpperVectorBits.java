package dev.realmstep.cpu;

import java.util.Arrays;

/** The bits of Z0 to Z31 above those that V0 to V31 are, as words of 64 bits; a write to Vn makes those of Zn zero. */
final class UpperVectorBits {
    private static final int REGISTERS = 32;
    /** Of one register. */
    static final int WORDS = ScalableRegisters.MOST_WORDS - 2;

    private final long[] words = new long[REGISTERS * WORDS];
    /** A bit for each register that may have bits set here: without SVE this is 0, and writes to Vn have nothing to clear. */
    private int used;

    long get(int register, int word) {
        return words[register * WORDS + word];
    }

    void set(int register, int word, long value) {
        words[register * WORDS + word] = value;
        if (value != 0) {
            used |= 1 << register;
        }
    }

    boolean areUsed() {
        return used != 0;
    }

    /** Copies what may be set, after a word that says of which registers it is. */
    void save(long[] to, int at) {
        to[at] = used;
        for (int rest = used; rest != 0; rest &= rest - 1) {
            int register = Integer.numberOfTrailingZeros(rest);
            System.arraycopy(words, register * WORDS, to, at + 1 + register * WORDS, WORDS);
        }
    }

    void restore(long[] from, int at) {
        int saved = (int) from[at];
        for (int rest = used & ~saved; rest != 0; rest &= rest - 1) {
            clear(Integer.numberOfTrailingZeros(rest));
        }
        for (int rest = saved; rest != 0; rest &= rest - 1) {
            int register = Integer.numberOfTrailingZeros(rest);
            System.arraycopy(from, at + 1 + register * WORDS, words, register * WORDS, WORDS);
        }
        used = saved;
    }

    /** The longs that {@link #save} fills. */
    static int saved() {
        return 1 + REGISTERS * WORDS;
    }

    void clear(int register) {
        if ((used & 1 << register) != 0) {
            Arrays.fill(words, register * WORDS, (register + 1) * WORDS, 0);
            used &= ~(1 << register);
        }
    }
}

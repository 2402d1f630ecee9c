package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import java.util.Arrays;

/**
 * Predicates as masks of elements. The eight bits of a predicate that govern a word of a vector stand for its bytes; of an element's
 * bits the lowest counts.
 */
final class Predicates {
    private static final int WORD_BYTES = Long.BYTES;
    /** The bits that count, by the logarithm of an element's bytes. */
    private static final int[] LOWEST_BITS = {0xFF, 0x55, 0x11, 0x01};

    private static final long[][] MASKS = masks();

    private Predicates() {}

    private static long[][] masks() {
        long[][] masks = new long[LOWEST_BITS.length][1 << WORD_BYTES];
        for (int size = 0; size < LOWEST_BITS.length; size++) {
            for (int bits = 0; bits < masks[size].length; bits++) {
                masks[size][bits] = mask(bits, size, -1L >>> (Long.SIZE - (8 << size)));
            }
        }
        return masks;
    }

    private static long mask(int bits, int size, long element) {
        long mask = 0;
        for (int rest = bits & LOWEST_BITS[size]; rest != 0; rest &= rest - 1) {
            mask |= element << (Byte.SIZE * Integer.numberOfTrailingZeros(rest));
        }
        return mask;
    }

    /** The bits of a word's predicate that count for elements of a size. */
    static int counting(int size) {
        return LOWEST_BITS[size];
    }

    /** Ones in the active elements of word i. */
    static long mask(ScalableRegisters z, int p, int i, int size) {
        return MASKS[size][z.predicate(p, i)];
    }

    /** The bits of a predicate for a mask of elements. */
    static int bits(long mask, int size) {
        // The lowest bit of each byte, gathered in the highest byte.
        int bytes = (int) (((mask & 0x0101_0101_0101_0101L) * 0x0102_0408_1020_4080L) >>> 56);
        return bytes & LOWEST_BITS[size];
    }

    static int[] read(ScalableRegisters z, int p) {
        int[] bits = new int[z.words()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = z.predicate(p, i);
        }
        return bits;
    }

    static void write(ScalableRegisters z, int p, int[] bits) {
        for (int i = 0; i < bits.length; i++) {
            z.setPredicate(p, i, bits[i]);
        }
    }

    /** A predicate of a size whose elements are all active. */
    static int[] all(ScalableRegisters z, int size) {
        int[] bits = new int[z.words()];
        Arrays.fill(bits, LOWEST_BITS[size]);
        return bits;
    }

    /** A bit of a predicate that is an array of words' bits. */
    static boolean isSet(int[] bits, int bit) {
        return (bits[bit / WORD_BYTES] >>> (bit % WORD_BYTES) & 1) != 0;
    }

    static void set(int[] bits, int bit) {
        bits[bit / WORD_BYTES] |= 1 << (bit % WORD_BYTES);
    }

    /** The number of the last active element, or -1 if none is. */
    static int lastActive(ScalableRegisters z, int p, int size) {
        for (int i = z.words() - 1; i >= 0; i--) {
            int active = z.predicate(p, i) & LOWEST_BITS[size];
            if (active != 0) {
                return (WORD_BYTES * i + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(active)) >> size;
            }
        }
        return -1;
    }

    /** How many elements are active. */
    static int count(ScalableRegisters z, int p, int size) {
        int count = 0;
        for (int i = 0; i < z.words(); i++) {
            count += Integer.bitCount(z.predicate(p, i) & LOWEST_BITS[size]);
        }
        return count;
    }

    /** Sets the flags from a result (Arm ARM, PredTest): N first, Z none, not C last of the governing predicate's elements. */
    static void setFlags(ProcessingElement element, int[] governing, int[] result, int size) {
        boolean started = false;
        boolean first = false;
        boolean last = false;
        boolean any = false;
        for (int i = 0; i < governing.length; i++) {
            int active = governing[i] & LOWEST_BITS[size];
            if (active != 0) {
                int both = active & result[i];
                first = started ? first : (both & Integer.lowestOneBit(active)) != 0;
                last = (both & Integer.highestOneBit(active)) != 0;
                any |= both != 0;
                started = true;
            }
        }
        element.state().setNzcv((first ? 0b1000 : 0) | (any ? 0 : 0b0100) | (last ? 0 : 0b0010));
    }
}

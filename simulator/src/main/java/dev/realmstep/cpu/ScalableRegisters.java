package dev.realmstep.cpu;

/**
 * The registers of the Scalable Vector Extension (Arm ARM B1.2.2): Z0 to Z31, whose low 128 bits are V0 to V31, the predicates P0
 * to P15, FFR, and the length that the vectors have at the moment.
 *
 * <p>Vectors are words of 64 bits. The eight bits of a predicate that govern the bytes of a word are reached together; FFR is
 * predicate number {@link #FFR}.
 */
public final class ScalableRegisters {
    /** The longest vector that the architecture allows, in bits: this machine has all lengths up to it. */
    public static final int LONGEST_BITS = 2048;

    /** Vector lengths are multiples of this. */
    public static final int GRANULE_BITS = 128;

    /** Where the predicate of first faults is. */
    public static final int FFR = 16;

    static final int MOST_WORDS = LONGEST_BITS / Long.SIZE;
    private static final int PREDICATES = FFR + 1;
    private static final int PREDICATE_LONGS = MOST_WORDS / Long.BYTES;

    private final VectorRegisters vectors;
    private final UpperVectorBits upper;
    private final long[] predicates = new long[PREDICATES * PREDICATE_LONGS];
    private int words = 2;

    ScalableRegisters(VectorRegisters vectors, UpperVectorBits upper) {
        this.vectors = vectors;
        this.upper = upper;
    }

    /** The words of a vector, as long as vectors are at the current exception level: {@link ProcessingElement#checkScalableAccess} was called. */
    public int words() {
        return words;
    }

    /** The bytes of a vector. */
    public int bytes() {
        return words * Long.BYTES;
    }

    /**
     * The elements of a vector.
     *
     * @param size the logarithm of an element's bytes, 0 to 4
     */
    public int elements(int size) {
        return (words * Long.BYTES) >> size;
    }

    /** @param granules the length in units of 128 bits */
    void setLength(int granules) {
        words = 2 * granules;
    }

    /** Bits [64 * i + 63 : 64 * i] of Zn. */
    public long word(int n, int i) {
        return i < 2 ? vectors.half(n, i) : upper.get(n, i - 2);
    }

    public void setWord(int n, int i, long value) {
        if (i < 2) {
            vectors.setHalfAlone(n, i, value);
        } else {
            upper.set(n, i - 2, value);
        }
    }

    /** The words of Zn, copied. */
    public long[] vector(int n) {
        long[] copy = new long[words];
        for (int i = 0; i < words; i++) {
            copy[i] = word(n, i);
        }
        return copy;
    }

    public void setVector(int n, long[] value) {
        for (int i = 0; i < words; i++) {
            setWord(n, i, value[i]);
        }
    }

    /**
     * An element of Zn, zero-extended.
     *
     * @param size the logarithm of its bytes, 0 to 3
     */
    public long element(int n, int index, int size) {
        int bit = index << (size + 3);
        return word(n, bit >>> 6) >>> bit & -1L >>> (Long.SIZE - (8 << size));
    }

    /** An element of Zn, sign-extended. */
    public long signedElement(int n, int index, int size) {
        int unused = Long.SIZE - (8 << size);
        return element(n, index, size) << unused >> unused;
    }

    /** Writes the low bits of a value to an element of Zn and leaves the others. */
    public void setElement(int n, int index, int size, long value) {
        int bit = index << (size + 3);
        long mask = -1L >>> (Long.SIZE - (8 << size)) << bit;
        setWord(n, bit >>> 6, (word(n, bit >>> 6) & ~mask) | (value << bit & mask));
    }

    /** The bits of a predicate that govern word i of a vector, the lowest byte's first. */
    public int predicate(int p, int i) {
        return (int) (predicates[p * PREDICATE_LONGS + i / Long.BYTES] >>> (Byte.SIZE * i)) & 0xFF;
    }

    public void setPredicate(int p, int i, int bits) {
        int at = p * PREDICATE_LONGS + i / Long.BYTES;
        long others = predicates[at] & ~(0xFFL << (Byte.SIZE * i));
        predicates[at] = others | (bits & 0xFFL) << (Byte.SIZE * i);
    }

    /**
     * Whether an element is active: the bit of the predicate that governs its lowest byte is set.
     *
     * @param size the logarithm of an element's bytes, 0 to 3
     */
    public boolean isActive(int p, int index, int size) {
        int bit = index << size;
        return (predicates[p * PREDICATE_LONGS + bit / Long.SIZE] >>> bit & 1) != 0;
    }

    /** Copies what V0 to V31 do not have, as {@link #restore} takes it. */
    public void save(long[] to) {
        System.arraycopy(predicates, 0, to, 0, predicates.length);
        upper.save(to, predicates.length);
    }

    public void restore(long[] from) {
        System.arraycopy(from, 0, predicates, 0, predicates.length);
        upper.restore(from, predicates.length);
    }

    /** What {@link #save} needs, with all registers zero. */
    public static long[] saved() {
        return new long[PREDICATES * PREDICATE_LONGS + UpperVectorBits.saved()];
    }
}

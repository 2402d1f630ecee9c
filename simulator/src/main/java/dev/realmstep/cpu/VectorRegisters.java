package dev.realmstep.cpu;

import dev.realmstep.memory.NativeMemory;

/** The SIMD and floating-point registers V0 to V31, 128 bits each, as pairs of 64-bit halves (Arm ARM B1.2.2). */
public final class VectorRegisters {
    private static final int COUNT = 32;

    /** The low half of Vn at 2n, the high half after it. */
    private final long halves;

    private final UpperVectorBits upper;

    /** @param upper what becomes zero when a register is written */
    VectorRegisters(StateBlock block, UpperVectorBits upper) {
        halves = block.anchor() + StateBlock.VECTOR_REGISTERS;
        this.upper = upper;
    }

    /** Bits [63:0] of Vn, which are Dn. */
    public long low(int n) {
        return get(2 * n);
    }

    /** Bits [127:64] of Vn. */
    public long high(int n) {
        return get(2 * n + 1);
    }

    /** Half 0 or 1 of Vn. */
    public long half(int n, int half) {
        return get(2 * n + half);
    }

    public void set(int n, long low, long high) {
        set(2 * n, low);
        set(2 * n + 1, high);
        upper.clear(n);
    }

    /** Writes Dn, or a smaller register zero-extended: the rest of Vn becomes zero. */
    public void setScalar(int n, long value) {
        set(n, value, 0);
    }

    /** Writes a half of Vn and leaves the other. */
    public void setHalf(int n, int half, long value) {
        set(2 * n + half, value);
        upper.clear(n);
    }

    /** Writes a half of Vn as a part of Zn, of which the rest stays. */
    void setHalfAlone(int n, int half, long value) {
        set(2 * n + half, value);
    }

    /**
     * An element of Vn, zero-extended.
     *
     * @param size the logarithm of its bytes: 0 to 3
     */
    public long element(int n, int index, int size) {
        int bit = index << (size + 3);
        long half = get(2 * n + (bit >>> 6)) >>> bit;
        return size == 3 ? half : half & (1L << (8 << size)) - 1;
    }

    /** An element of Vn, sign-extended. */
    public long signedElement(int n, int index, int size) {
        int unused = Long.SIZE - (8 << size);
        return element(n, index, size) << unused >> unused;
    }

    /** Writes the low bits of a value to an element of Vn and leaves the others. */
    public void setElement(int n, int index, int size, long value) {
        int bit = index << (size + 3);
        int at = 2 * n + (bit >>> 6);
        long mask = -1L >>> (Long.SIZE - (8 << size)) << bit;
        set(at, (get(at) & ~mask) | (value << bit & mask));
        upper.clear(n);
    }

    /** Copies all registers, as {@link #restore} takes them. */
    public void save(long[] to) {
        for (int half = 0; half < to.length; half++) {
            to[half] = get(half);
        }
    }

    public void restore(long[] from) {
        for (int half = 0; half < from.length; half++) {
            set(half, from[half]);
        }
    }

    private long get(int half) {
        return NativeMemory.getLong(halves + (long) Long.BYTES * half);
    }

    private void set(int half, long value) {
        NativeMemory.setLong(halves + (long) Long.BYTES * half, value);
    }

    /** What {@link #save} needs, with all registers zero. */
    public static long[] saved() {
        return new long[2 * COUNT];
    }
}

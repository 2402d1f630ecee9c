package dev.realmstep.cpu;

/**
 * The implementation-defined algorithm of pointer authentication: a function of pointer, modifier and key that guests
 * cannot take for another, and no cipher. A simulated machine has no secret to keep from who runs it.
 */
public final class PointerAuthenticationCode {
    /** Odd constants with half of their bits set: 2^64 divided by the golden ratio, and by the square root of 2 and 3. */
    public static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    public static final long STIR = 0xB504_F333_F9DE_6485L;
    public static final long SETTLE = 0x93CD_3A2C_8198_E269L;

    /** High bits are shifted down by these before and after each multiplication, which carries only upwards. */
    public static final int BEFORE = 31;

    public static final int AFTER = 29;

    private PointerAuthenticationCode() {}

    /** The code, of which a pointer holds the bits that it has room for. */
    static long compute(long pointer, long modifier, long keyLow, long keyHigh) {
        long hash = mix(pointer ^ keyLow, SPREAD);
        hash = mix(hash ^ modifier, STIR);
        return mix(hash ^ keyHigh, SETTLE);
    }

    private static long mix(long value, long factor) {
        long product = (value ^ value >>> BEFORE) * factor;
        return product ^ product >>> AFTER;
    }
}

package dev.realmstep.cpu.floatingpoint;

/** The formats of floating-point numbers (Arm ARM A1.4), with what their bit patterns say. */
public enum FloatingPointFormat {
    HALF(16, 10, 31),
    /** Half precision while FPCR.AHP is set: its largest exponent is one of numbers, not of infinities and NaNs. */
    ALTERNATIVE_HALF(16, 10, 32),
    /** BFloat16. */
    BRAIN(16, 7, 255),
    SINGLE(32, 23, 255),
    DOUBLE(64, 52, 2047);

    private final int bits;
    private final int fractionBits;
    private final int bias;
    private final int specialExponent;
    private final long fractionMask;
    private final long signMask;

    FloatingPointFormat(int bits, int fractionBits, int specialExponent) {
        this.bits = bits;
        this.fractionBits = fractionBits;
        this.specialExponent = specialExponent;
        this.bias = (1 << (bits - fractionBits - 2)) - 1;
        this.fractionMask = (1L << fractionBits) - 1;
        this.signMask = 1L << (bits - 1);
    }

    /** The width of a number in bits. */
    public int bits() {
        return bits;
    }

    /** How many bits stand behind the binary point. */
    public int fractionBits() {
        return fractionBits;
    }

    int bias() {
        return bias;
    }

    /** The exponent, as encoded, of infinities and NaNs; or one that does not fit where there are none. */
    int specialExponent() {
        return specialExponent;
    }

    public long signMask() {
        return signMask;
    }

    public boolean isNegative(long number) {
        return (number & signMask) != 0;
    }

    /** FPNeg: the number with its sign inverted, whatever it is. */
    public long negate(long number) {
        return number ^ signMask;
    }

    /** FPAbs: the number with its sign cleared, whatever it is. */
    public long absolute(long number) {
        return number & ~signMask;
    }

    long withSign(long number, boolean negative) {
        return negative ? number | signMask : number & ~signMask;
    }

    /** The exponent as encoded. */
    int exponentField(long number) {
        return (int) (number >>> fractionBits) & ((2 << (bits - fractionBits - 2)) - 1);
    }

    long fraction(long number) {
        return number & fractionMask;
    }

    public boolean isNaN(long number) {
        return exponentField(number) == specialExponent && fraction(number) != 0;
    }

    boolean isSignalling(long nan) {
        return (nan & quietBit()) == 0;
    }

    long quietBit() {
        return 1L << (fractionBits - 1);
    }

    boolean isInfinite(long number) {
        return exponentField(number) == specialExponent && fraction(number) == 0;
    }

    public boolean isZero(long number) {
        return absolute(number) == 0;
    }

    boolean isDenormal(long number) {
        return exponentField(number) == 0 && fraction(number) != 0;
    }

    /**
     * Whether a result that was rounded to nearest leaves no doubt: it is a number, and so far from the smallest normal one that
     * it was none of the smaller ones before.
     */
    boolean isPlain(long result) {
        int exponent = exponentField(result);
        return exponent > 1 && exponent < specialExponent;
    }

    /** The power of two of a number that is neither zero nor special. */
    int exponent(long number) {
        int field = exponentField(number);
        return field != 0
                ? field - bias
                : 1 - bias - (Long.numberOfLeadingZeros(fraction(number)) - (Long.SIZE - 1 - fractionBits));
    }

    /** The significand of a number that is neither zero nor special, in units of 2<sup>-63</sup>: its bit 63 is set. */
    long significand(long number) {
        long fraction = fraction(number);
        return exponentField(number) != 0
                ? Long.MIN_VALUE | fraction << (Long.SIZE - 1 - fractionBits)
                : fraction << Long.numberOfLeadingZeros(fraction);
    }

    public long zero(boolean negative) {
        return negative ? signMask : 0;
    }

    public long infinity(boolean negative) {
        return zero(negative) | (long) specialExponent << fractionBits;
    }

    /** The largest magnitude that is a number. */
    long largest(boolean negative) {
        return zero(negative) | (((long) specialExponent << fractionBits) - 1);
    }

    public long defaultNaN() {
        return infinity(false) | quietBit();
    }

    /** A number of one significant bit. */
    long powerOfTwo(int exponent) {
        return (long) (exponent + bias) << fractionBits;
    }
}

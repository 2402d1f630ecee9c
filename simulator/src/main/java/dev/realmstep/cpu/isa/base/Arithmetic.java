package dev.realmstep.cpu.isa.base;

/** Sums with carry and the flags they set (Arm ARM, AddWithCarry), and the arithmetic the host does otherwise. */
public final class Arithmetic {
    private Arithmetic() {}

    /** NZCV of the 64-bit sum x + y + carry; a difference x - y is the sum of x, the complement of y, and 1. */
    public static int flagsOfSum64(long x, long y, int carry) {
        long sum = x + y + carry;
        int negative = (int) (sum >>> 60) & 0b1000;
        int zero = sum == 0 ? 0b0100 : 0;
        int carryOut = (int) (((x & y) | ((x | y) & ~sum)) >>> 62) & 0b0010;
        int overflow = (int) (((x ^ sum) & (y ^ sum)) >>> 63);
        return negative | zero | carryOut | overflow;
    }

    /** NZCV of the 32-bit sum of the low halves of x and y, and carry. */
    public static int flagsOfSum32(long x, long y, int carry) {
        int a = (int) x;
        int b = (int) y;
        int sum = a + b + carry;
        int negative = sum >>> 28 & 0b1000;
        int zero = sum == 0 ? 0b0100 : 0;
        int carryOut = ((a & b) | ((a | b) & ~sum)) >>> 30 & 0b0010;
        int overflow = ((a ^ sum) & (b ^ sum)) >>> 31;
        return negative | zero | carryOut | overflow;
    }

    /** NZCV of a 64-bit logical result: N and Z, with C and V clear. */
    public static int flagsOfLogical64(long result) {
        return ((int) (result >>> 60) & 0b1000) | (result == 0 ? 0b0100 : 0);
    }

    /** NZCV of a 32-bit logical result. */
    public static int flagsOfLogical32(long result) {
        return flagsOfLogical64(result << 32);
    }

    /** SDIV: rounds towards zero; division by zero gives zero, and the most negative by -1 gives itself. */
    public static long divideSigned(long dividend, long divisor) {
        return divisor == 0 ? 0 : dividend / divisor;
    }

    /** UDIV: division by zero gives zero. */
    public static long divideUnsigned(long dividend, long divisor) {
        return divisor == 0 ? 0 : Long.divideUnsigned(dividend, divisor);
    }

    /** CLS: the bits after the sign bit that equal it. */
    public static int countLeadingSignBits(long value) {
        return Long.numberOfLeadingZeros(value ^ value >> 63) - 1;
    }
}

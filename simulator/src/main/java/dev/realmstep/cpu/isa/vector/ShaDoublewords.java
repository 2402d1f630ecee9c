package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;

/** The steps of SHA-512 (FIPS 180-4) that instructions compute, two rounds at a time. */
final class ShaDoublewords {
    private ShaDoublewords() {}

    /** SHA512H: what two rounds add to the words e and to h; Vn holds f and g, Vm d and e, Vd the schedule and h. */
    static void firstHalf(VectorRegisters v, int rd, int rn, int rm) {
        long e = v.high(rm);
        long f = v.low(rn);
        long high = v.high(rd) + sigma1(e) + choose(e, f, v.high(rn));
        long next = high + v.low(rm);
        v.set(rd, v.low(rd) + sigma1(next) + choose(next, e, f), high);
    }

    /** SHA512H2: the words a and b after two rounds; Vn holds c, Vm a and b, Vd what SHA512H computed. */
    static void secondHalf(VectorRegisters v, int rd, int rn, int rm) {
        long a = v.low(rm);
        long b = v.high(rm);
        long high = v.high(rd) + sigma0(a) + majority(v.low(rn), b, a);
        v.set(rd, v.low(rd) + sigma0(high) + majority(high, a, b), high);
    }

    /** SHA512SU0: the first part of the next two words of the schedule. */
    static void scheduleFirst(VectorRegisters v, int rd, int rn) {
        v.set(rd, v.low(rd) + smallSigma0(v.high(rd)), v.high(rd) + smallSigma0(v.low(rn)));
    }

    /** SHA512SU1: the second part. */
    static void scheduleSecond(VectorRegisters v, int rd, int rn, int rm) {
        v.set(rd, v.low(rd) + smallSigma1(v.low(rn)) + v.low(rm), v.high(rd) + smallSigma1(v.high(rn)) + v.high(rm));
    }

    private static long choose(long x, long y, long z) {
        return ((y ^ z) & x) ^ z;
    }

    private static long majority(long x, long y, long z) {
        return (x & y) | ((x | y) & z);
    }

    private static long sigma0(long x) {
        return Long.rotateRight(x, 28) ^ Long.rotateRight(x, 34) ^ Long.rotateRight(x, 39);
    }

    private static long sigma1(long x) {
        return Long.rotateRight(x, 14) ^ Long.rotateRight(x, 18) ^ Long.rotateRight(x, 41);
    }

    private static long smallSigma0(long x) {
        return Long.rotateRight(x, 1) ^ Long.rotateRight(x, 8) ^ x >>> 7;
    }

    private static long smallSigma1(long x) {
        return Long.rotateRight(x, 19) ^ Long.rotateRight(x, 61) ^ x >>> 6;
    }
}

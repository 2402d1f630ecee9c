package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;

/** The steps of SHA-1 and SHA-256 (FIPS 180-4) that instructions compute, four rounds at a time. */
final class ShaWords {
    private static final int WORD = 2;
    private static final int ROUNDS = 4;

    private ShaWords() {}

    /** Ch, Parity or Maj: how a round of SHA-1 mixes three words. */
    @FunctionalInterface
    interface Mix {
        int of(int b, int c, int d);
    }

    static int choose(int x, int y, int z) {
        return ((y ^ z) & x) ^ z;
    }

    static int parity(int x, int y, int z) {
        return x ^ y ^ z;
    }

    static int majority(int x, int y, int z) {
        return (x & y) | ((x | y) & z);
    }

    private static int word(VectorRegisters v, int register, int index) {
        return (int) v.element(register, index, WORD);
    }

    private static void set(VectorRegisters v, int register, int w0, int w1, int w2, int w3) {
        v.set(register, half(w0, w1), half(w2, w3));
    }

    private static long half(int low, int high) {
        return (low & 0xFFFF_FFFFL) | (long) high << 32;
    }

    /** SHA1C, SHA1P, SHA1M: four rounds on the words a to d in Vd and e in Sn, with the schedule in Vm. */
    static void sha1Rounds(VectorRegisters registers, int rd, int rn, int rm, Mix mix) {
        int a = word(registers, rd, 0);
        int b = word(registers, rd, 1);
        int c = word(registers, rd, 2);
        int d = word(registers, rd, 3);
        int e = word(registers, rn, 0);
        for (int round = 0; round < ROUNDS; round++) {
            int next = e + Integer.rotateLeft(a, 5) + mix.of(b, c, d) + word(registers, rm, round);
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        set(registers, rd, a, b, c, d);
    }

    /** SHA1SU1: the second part of the next four words of the schedule. */
    static void sha1Schedule(VectorRegisters v, int rd, int rn) {
        int w0 = word(v, rd, 0) ^ word(v, rn, 1);
        int w1 = word(v, rd, 1) ^ word(v, rn, 2);
        int w2 = word(v, rd, 2) ^ word(v, rn, 3);
        int w3 = word(v, rd, 3);
        set(
                v,
                rd,
                Integer.rotateLeft(w0, 1),
                Integer.rotateLeft(w1, 1),
                Integer.rotateLeft(w2, 1),
                Integer.rotateLeft(w3, 1) ^ Integer.rotateLeft(w0, 2));
    }

    /**
     * SHA256H and SHA256H2: four rounds on the words a to d and e to h.
     *
     * @param abcd the register that holds a to d
     * @param efgh the register that holds e to h
     * @param first whether a to d are the result, rather than e to h
     */
    static void sha256Rounds(VectorRegisters v, int rd, int abcd, int efgh, int schedule, boolean first) {
        int a = word(v, abcd, 0);
        int b = word(v, abcd, 1);
        int c = word(v, abcd, 2);
        int d = word(v, abcd, 3);
        int e = word(v, efgh, 0);
        int f = word(v, efgh, 1);
        int g = word(v, efgh, 2);
        int h = word(v, efgh, 3);
        for (int round = 0; round < ROUNDS; round++) {
            int t = h + rotations(e, 6, 11, 25) + choose(e, f, g) + word(v, schedule, round);
            h = g;
            g = f;
            f = e;
            e = d + t;
            int next = t + rotations(a, 2, 13, 22) + majority(a, b, c);
            d = c;
            c = b;
            b = a;
            a = next;
        }
        if (first) {
            set(v, rd, a, b, c, d);
        } else {
            set(v, rd, e, f, g, h);
        }
    }

    private static int rotations(int x, int first, int second, int third) {
        return Integer.rotateRight(x, first) ^ Integer.rotateRight(x, second) ^ Integer.rotateRight(x, third);
    }

    /** SHA256SU0: the first part of the next four words of the schedule. */
    static void sha256ScheduleFirst(VectorRegisters v, int rd, int rn) {
        set(
                v,
                rd,
                word(v, rd, 0) + smallSigma0(word(v, rd, 1)),
                word(v, rd, 1) + smallSigma0(word(v, rd, 2)),
                word(v, rd, 2) + smallSigma0(word(v, rd, 3)),
                word(v, rd, 3) + smallSigma0(word(v, rn, 0)));
    }

    /** SHA256SU1: the second part, of which the last two words need the first two. */
    static void sha256ScheduleSecond(VectorRegisters v, int rd, int rn, int rm) {
        int w0 = word(v, rd, 0) + word(v, rn, 1) + smallSigma1(word(v, rm, 2));
        int w1 = word(v, rd, 1) + word(v, rn, 2) + smallSigma1(word(v, rm, 3));
        int w2 = word(v, rd, 2) + word(v, rn, 3) + smallSigma1(w0);
        int w3 = word(v, rd, 3) + word(v, rm, 0) + smallSigma1(w1);
        set(v, rd, w0, w1, w2, w3);
    }

    private static int smallSigma0(int x) {
        return Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ x >>> 3;
    }

    private static int smallSigma1(int x) {
        return Integer.rotateRight(x, 17) ^ Integer.rotateRight(x, 19) ^ x >>> 10;
    }
}

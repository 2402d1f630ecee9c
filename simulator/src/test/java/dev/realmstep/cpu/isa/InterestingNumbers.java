package dev.realmstep.cpu.isa;

import java.util.Random;

/** Random values of operands, more often than chance has it those with which something happens. */
final class InterestingNumbers {
    private final Random random;

    InterestingNumbers(Random random) {
        this.random = random;
    }

    /** For a general register. */
    long value() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 1L << random.nextInt(64);
            case 3 -> (1L << random.nextInt(64)) - 1;
            case 4 -> random.nextInt(256);
            case 5 -> random.nextInt();
            default -> random.nextLong();
        };
    }

    /** Half the time 0, else with any of AHP, DN, FZ, RMode and FZ16. */
    long floatingPointControl() {
        return random.nextBoolean() ? 0 : (random.nextLong(1 << 8) << 19) & 0x07C8_0000L;
    }

    /** For an element, of so many bits: the low ones. */
    long lane(int bits) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 1L << (bits - 1);
            case 3 -> (1L << (bits - 1)) - 1;
            case 4 -> random.nextInt(16) - 8;
            default -> random.nextLong();
        };
    }

    /** The bits of a number: zero, denormal, near 1, an integer, large, infinite, or not a number. */
    long floatingPoint(int bits) {
        int fractionBits = bits == 16 ? 10 : bits == 32 ? 23 : 52;
        long exponentMask = (1L << (bits - 1 - fractionBits)) - 1;
        long bias = exponentMask >>> 1;
        long exponent = switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> exponentMask;
            case 2 -> random.nextLong(exponentMask);
            case 3 -> 1 + random.nextInt(3);
            case 4 -> exponentMask - 1 - random.nextInt(3);
            default -> bias + random.nextInt(bits == 16 ? 12 : 2 * bits) - bits / 4;
        };
        long fraction = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 1L << random.nextInt(fractionBits);
            case 2 -> -1L << random.nextInt(fractionBits);
            default -> random.nextLong();
        };
        long sign = random.nextBoolean() ? 1L << (bits - 1) : 0;
        return sign | (exponent & exponentMask) << fractionBits | (fraction & ((1L << fractionBits) - 1));
    }
}

package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.math.BigInteger;

/** The numbers that FEXPA, FTSSEL and FTMAD know (Arm ARM, FPExpCoefficient and FPTrigMAddCoefficient). */
final class TrigonometricCoefficients {
    /** Of the polynomial of the sine, by size and then by power; the least powers first. */
    private static final long[][] SINE = {
        {},
        {0x3C00, 0xB155, 0x2030, 0, 0, 0, 0, 0},
        {0x3F80_0000, 0xBE2A_AAABL, 0x3C08_8886, 0xB950_08B9L, 0x3636_9D6D, 0, 0, 0},
        {
            0x3FF0_0000_0000_0000L,
            0xBFC5_5555_5555_5543L,
            0x3F81_1111_1110_F30CL,
            0xBF2A_01A0_19B9_2FC6L,
            0x3EC7_1DE3_51F3_D22BL,
            0xBE5A_E5E2_B60F_7B91L,
            0x3DE5_D840_8868_552FL,
            0
        }
    };

    private static final long[][] COSINE = {
        {},
        {0x3C00, 0xB800, 0x293A, 0, 0, 0, 0, 0},
        {0x3F80_0000, 0xBF00_0000L, 0x3D2A_AAA6, 0xBAB6_0705L, 0x37CD_37CC, 0, 0, 0},
        {
            0x3FF0_0000_0000_0000L,
            0xBFE0_0000_0000_0000L,
            0x3FA5_5555_5555_5536L,
            0xBF56_C16C_16C1_3A0BL,
            0x3EFA_01A0_19B1_E8D8L,
            0xBE92_7E4F_7282_F468L,
            0x3E21_EE96_D264_1B13L,
            0xBDA8_F763_80FB_B401L
        }
    };

    private static final int POWER_BITS = 128;
    private static final int POWERS = 64;

    /** Two to the power of so many 64ths, times two to the power of {@link #POWER_BITS}. */
    private static final BigInteger[] POWERS_OF_TWO = powersOfTwo();

    private TrigonometricCoefficients() {}

    private static BigInteger[] powersOfTwo() {
        BigInteger[] powers = new BigInteger[POWERS];
        for (int i = 0; i < POWERS; i++) {
            BigInteger power = BigInteger.ONE.shiftLeft(i + POWER_BITS);
            for (int root = POWERS; root > 1; root /= 2) {
                power = power.shiftLeft(POWER_BITS).sqrt();
            }
            powers[i] = power;
        }
        return powers;
    }

    static long sine(int index, int size) {
        return SINE[size][index];
    }

    static long cosine(int index, int size) {
        return COSINE[size][index];
    }

    /** FEXPA: two to the power of an exponent and a number of 64ths, in half precision of 32nds. */
    static long exponential(long n, int size) {
        FloatingPointFormat format = FloatingPointElements.format(size);
        int indexBits = size == 1 ? 5 : 6;
        long exponentMask = (1L << (format.bits() - 1 - format.fractionBits())) - 1;
        int index = (int) n & (1 << indexBits) - 1;
        BigInteger power = POWERS_OF_TWO[index << (6 - indexBits)];
        int spare = POWER_BITS - format.fractionBits();
        long rounded =
                power.shiftRight(spare - 1).add(BigInteger.ONE).shiftRight(1).longValue();
        long fraction = rounded & (1L << format.fractionBits()) - 1;
        return fraction | (n >>> indexBits & exponentMask) << format.fractionBits();
    }

    /** FTSSEL: one or the first number, and perhaps negated, as the low bits of the second say. */
    static long select(long n, long m, int size) {
        long magnitude = (m & 1) != 0 ? SINE[size][0] : n;
        return magnitude ^ (m >>> 1 & 1) << (Lanes.bits(size) - 1);
    }
}

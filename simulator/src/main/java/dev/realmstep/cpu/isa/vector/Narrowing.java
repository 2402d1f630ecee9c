package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.CumulativeSaturation;

/** Saturates elements to half their size: the results lie in the low halves of the elements. */
public final class Narrowing {
    private Narrowing() {}

    /** SQXTN. */
    public static long signed(CumulativeSaturation flag, int size, long n) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            result |= Lanes.place(Saturation.signed(flag, Lanes.signed(n, bit, size), size - 1), bit, size - 1);
        }
        return result;
    }

    /** SQXTUN. */
    public static long signedToUnsigned(CumulativeSaturation flag, int size, long n) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            result |= Lanes.place(Saturation.unsigned(flag, Lanes.signed(n, bit, size), size - 1), bit, size - 1);
        }
        return result;
    }

    /** UQXTN. */
    public static long unsigned(CumulativeSaturation flag, int size, long n) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            long value = Saturation.unsignedFromUnsigned(flag, Lanes.unsigned(n, bit, size), size - 1);
            result |= Lanes.place(value, bit, size - 1);
        }
        return result;
    }
}

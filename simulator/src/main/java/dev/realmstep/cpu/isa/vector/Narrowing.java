package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;

/** Saturates elements to half their size: the results lie in the low halves of the elements. */
final class Narrowing {
    private Narrowing() {}

    /** SQXTN. */
    static long signed(ProcessingElement element, int size, long n) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            result |= Lanes.place(Saturation.signed(element, Lanes.signed(n, bit, size), size - 1), bit, size - 1);
        }
        return result;
    }

    /** SQXTUN. */
    static long signedToUnsigned(ProcessingElement element, int size, long n) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            result |= Lanes.place(Saturation.unsigned(element, Lanes.signed(n, bit, size), size - 1), bit, size - 1);
        }
        return result;
    }

    /** UQXTN. */
    static long unsigned(ProcessingElement element, int size, long n) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            long value = Saturation.unsignedFromUnsigned(element, Lanes.unsigned(n, bit, size), size - 1);
            result |= Lanes.place(value, bit, size - 1);
        }
        return result;
    }
}

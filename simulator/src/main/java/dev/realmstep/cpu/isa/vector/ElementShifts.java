package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.CumulativeSaturation;

/** Shifts of elements, by the same amount or each by its own. */
public final class ElementShifts {
    private ElementShifts() {}

    /** SHL: an amount below the bits of an element. */
    public static long left(long n, int amount, int size) {
        return (n & lowBits(Lanes.bits(size) - amount, size)) << amount;
    }

    /** USHR: an amount of 1 to the bits of an element. */
    public static long unsignedRight(long n, int amount, int size) {
        return amount == Lanes.bits(size) ? 0 : n >>> amount & lowBits(Lanes.bits(size) - amount, size);
    }

    /** SSHR: an amount of 1 to the bits of an element. */
    public static long signedRight(long n, int amount, int size) {
        long shiftedIn = ~lowBits(Lanes.bits(size) - amount, size);
        return unsignedRight(n, amount, size) | (Lanes.spreadSigns(n, size) & shiftedIn);
    }

    /** URSHR: rounds to nearest. */
    public static long unsignedRoundingRight(long n, int amount, int size) {
        return Lanes.add(unsignedRight(n, amount, size), lastBitOut(n, amount, size), size);
    }

    /** SRSHR: rounds to nearest. */
    public static long signedRoundingRight(long n, int amount, int size) {
        return Lanes.add(signedRight(n, amount, size), lastBitOut(n, amount, size), size);
    }

    private static long lastBitOut(long n, int amount, int size) {
        return n >>> (amount - 1) & Lanes.ones(size);
    }

    /** SLI: the bits that would be shifted in stay as they were in d. */
    public static long leftInsert(long n, int amount, long d, int size) {
        return left(n, amount, size) | (d & lowBits(amount, size));
    }

    /** SRI: the bits that would be shifted in stay as they were in d. */
    public static long rightInsert(long n, int amount, long d, int size) {
        return unsignedRight(n, amount, size) | (d & ~lowBits(Lanes.bits(size) - amount, size));
    }

    /** So many low bits of each element. */
    private static long lowBits(int count, int size) {
        return count == 0 ? 0 : Lanes.replicate(-1L >>> (Long.SIZE - count), size);
    }

    /** What a shift does with bits that get lost. */
    public enum Loss {
        TRUNCATE,
        ROUND,
        SATURATE,
        ROUND_AND_SATURATE;

        private boolean rounds() {
            return this == ROUND || this == ROUND_AND_SATURATE;
        }

        private boolean saturates() {
            return this == SATURATE || this == ROUND_AND_SATURATE;
        }
    }

    /** SSHL and its kin: by the signed low byte of each element of m, to the left if positive. */
    public static long signedByRegister(CumulativeSaturation flag, int size, long n, long m, Loss loss) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            int amount = (byte) (m >>> bit);
            long value = Lanes.signed(n, bit, size);
            long shifted = amount >= 0
                    ? oneSignedLeft(flag, size, value, amount, loss.saturates())
                    : oneSignedRight(value, -amount, loss.rounds());
            result |= Lanes.place(shifted, bit, size);
        }
        return result;
    }

    /** USHL and its kin. */
    public static long unsignedByRegister(CumulativeSaturation flag, int size, long n, long m, Loss loss) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            int amount = (byte) (m >>> bit);
            long value = Lanes.unsigned(n, bit, size);
            long shifted = amount >= 0
                    ? oneUnsignedLeft(flag, size, value, amount, loss.saturates())
                    : oneUnsignedRight(value, -amount, loss.rounds());
            result |= Lanes.place(shifted, bit, size);
        }
        return result;
    }

    /** SQSHL (immediate). */
    public static long signedSaturatingLeft(CumulativeSaturation flag, int size, long n, int amount) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            result |= Lanes.place(oneSignedLeft(flag, size, Lanes.signed(n, bit, size), amount, true), bit, size);
        }
        return result;
    }

    /** UQSHL (immediate). */
    public static long unsignedSaturatingLeft(CumulativeSaturation flag, int size, long n, int amount) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            result |= Lanes.place(oneUnsignedLeft(flag, size, Lanes.unsigned(n, bit, size), amount, true), bit, size);
        }
        return result;
    }

    /** SQSHLU: signed elements to unsigned ones. */
    public static long signedToUnsignedSaturatingLeft(CumulativeSaturation flag, int size, long n, int amount) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(size)) {
            long value = Saturation.unsigned(flag, Lanes.signed(n, bit, size), 3);
            result |= Lanes.place(oneUnsignedLeft(flag, size, value, amount, true), bit, size);
        }
        return result;
    }

    private static long oneSignedLeft(CumulativeSaturation flag, int size, long value, int amount, boolean saturates) {
        long shifted = amount >= Long.SIZE ? 0 : value << amount;
        if (!saturates) {
            return shifted;
        }
        boolean lost = amount >= Long.SIZE ? value != 0 : shifted >> amount != value;
        return lost ? Saturation.signedLimit(flag, value, size) : Saturation.signed(flag, shifted, size);
    }

    private static long oneUnsignedLeft(
            CumulativeSaturation flag, int size, long value, int amount, boolean saturates) {
        long shifted = amount >= Long.SIZE ? 0 : value << amount;
        if (!saturates) {
            return shifted;
        }
        boolean lost = amount >= Long.SIZE ? value != 0 : shifted >>> amount != value;
        return lost ? Saturation.unsignedLimit(flag, size) : Saturation.unsignedFromUnsigned(flag, shifted, size);
    }

    /** By 1 to 128 bits. */
    private static long oneSignedRight(long value, int amount, boolean rounds) {
        long shifted = value >> Math.min(amount, Long.SIZE - 1);
        if (!rounds) {
            return shifted;
        }
        return amount > Long.SIZE ? 0 : shifted + (value >> (amount - 1) & 1);
    }

    /** By 1 to 128 bits. */
    private static long oneUnsignedRight(long value, int amount, boolean rounds) {
        long shifted = amount >= Long.SIZE ? 0 : value >>> amount;
        return rounds && amount <= Long.SIZE ? shifted + (value >>> (amount - 1) & 1) : shifted;
    }
}

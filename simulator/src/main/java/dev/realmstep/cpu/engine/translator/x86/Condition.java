package dev.realmstep.cpu.engine.translator.x86;

/** The host's condition codes, as the low bits of Jcc, SETcc and CMOVcc. */
final class Condition {
    static final int OVERFLOW = 0;
    static final int BELOW = 2;
    static final int NOT_BELOW = 3;
    static final int EQUAL = 4;
    static final int NOT_EQUAL = 5;
    static final int BELOW_OR_EQUAL = 6;
    static final int ABOVE = 7;
    static final int SIGN = 8;
    static final int NOT_SIGN = 9;
    static final int PARITY = 10;
    static final int LESS = 12;
    static final int GREATER_OR_EQUAL = 13;
    static final int LESS_OR_EQUAL = 14;
    static final int GREATER = 15;

    /** By A64's condition code, with the carry flags equal. */
    private static final int[] OF_GUEST = {
        EQUAL,
        NOT_EQUAL,
        BELOW,
        NOT_BELOW,
        SIGN,
        NOT_SIGN,
        OVERFLOW,
        OVERFLOW + 1,
        ABOVE,
        BELOW_OR_EQUAL,
        GREATER_OR_EQUAL,
        LESS,
        GREATER,
        LESS_OR_EQUAL
    };

    private static final int GUEST_HI = 8;
    private static final int GUEST_LS = 9;

    private Condition() {}

    /** The host's condition for one of A64's, 0 to 13. */
    static int ofGuest(int condition) {
        return OF_GUEST[condition];
    }

    /** Whether the host's carry must be inverted first: what A64 calls higher needs C set, the host's "above" clear. */
    static boolean needsInvertedCarry(int guestCondition) {
        return guestCondition == GUEST_HI || guestCondition == GUEST_LS;
    }

    static int inverse(int condition) {
        return condition ^ 1;
    }
}

package dev.realmstep.cpu.engine.translator.x86;

/** The host's general registers by their numbers, and what translated code uses each for. */
final class Register {
    /** Scratch. */
    static final int RAX = 0;

    /** Scratch, and the count of shifts. */
    static final int RCX = 1;

    /** Scratch. */
    static final int RDX = 2;

    static final int RBX = 3;
    static final int RSP = 4;

    /** The anchor of the state block. */
    static final int RBP = 5;

    static final int RSI = 6;
    static final int RDI = 7;
    static final int R8 = 8;
    static final int R9 = 9;
    static final int R10 = 10;
    static final int R11 = 11;
    static final int R12 = 12;
    static final int R13 = 13;
    static final int R14 = 14;

    /** Instructions that may still be executed. */
    static final int R15 = 15;

    static final int COUNT = 16;

    /**
     * Those that hold X0 to X4 all the time, from one block to the next: what short loops of compilers use. More of them would
     * leave too few for the others.
     */
    static final int[] RESIDENT = {RBX, RSI, RDI, R8, R9};

    /** Those that hold other registers of the guest within a block. */
    static final int[] CACHE = {R10, R11, R12, R13, R14};

    private Register() {}
}

package dev.realmstep.monitor;

/** What EL3 knows of the Realm Management Interface: which calls belong to it, and how many registers they take. */
final class Rmi {
    /** X1 to X6 carry operands. */
    static final int OPERANDS = 6;

    /** X0 to X4 carry results in RMI 1.0; TF-RMM hands on as many. */
    static final int RESULTS = 5;

    private static final long FIRST = 0xC400_0150L;
    private static final long LAST = 0xC400_018FL;

    private Rmi() {}

    static boolean isCommand(long function) {
        return function >= FIRST && function < LAST;
    }
}

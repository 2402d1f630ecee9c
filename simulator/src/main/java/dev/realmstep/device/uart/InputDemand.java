package dev.realmstep.device.uart;

/**
 * Whether software wants input: it has enabled the receive interrupt, or looks for input again and again. Until then none
 * is sent to it, since a driver that starts throws away what its receiver holds.
 */
final class InputDemand {
    /** More looks at the status in a row than software takes that only writes. */
    private static final int MANY = 16;

    private int statusReads;
    private boolean polled;

    /** Software looks at the status, which tells of both directions. */
    void statusRead() {
        statusReads++;
        polled |= statusReads >= MANY;
    }

    /** Software writes a byte, which may be why it looked. */
    void transmitted() {
        statusReads = 0;
    }

    boolean isThere(boolean interruptEnabled) {
        return interruptEnabled || polled;
    }
}

package dev.realmstep.host;

/** RmiRecExitReason (RMM specification 1.0, B4.4.14). */
enum ExitReason {
    SYNC,
    IRQ,
    FIQ,
    PSCI,
    RIPAS_CHANGE,
    HOST_CALL,
    SERROR;

    static ExitReason of(int number) {
        if (number >= values().length) {
            throw new IllegalStateException("the RMM gave exit reason " + number + ", which RMI 1.0 does not have");
        }
        return values()[number];
    }
}

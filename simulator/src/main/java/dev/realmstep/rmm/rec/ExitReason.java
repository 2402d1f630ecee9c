package dev.realmstep.rmm.rec;

/** RmiRecExitReason (B4.4.14); the order is the encoding. */
public enum ExitReason {
    SYNC,
    IRQ,
    FIQ,
    PSCI,
    RIPAS_CHANGE,
    HOST_CALL,
    SERROR
}

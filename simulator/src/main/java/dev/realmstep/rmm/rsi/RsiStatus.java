package dev.realmstep.rmm.rsi;

/** RsiCommandReturnCode (RMM specification 1.0, B5.4.1); the order is the encoding. */
public enum RsiStatus {
    SUCCESS,
    ERROR_INPUT,
    ERROR_STATE,
    INCOMPLETE,
    ERROR_UNKNOWN
}

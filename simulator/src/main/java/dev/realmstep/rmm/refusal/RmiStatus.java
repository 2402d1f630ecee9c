package dev.realmstep.rmm.refusal;

/** RmiStatusCode of RMI 1.0 (B4.4.22); the order is the encoding. */
public enum RmiStatus {
    SUCCESS,
    ERROR_INPUT,
    ERROR_REALM,
    ERROR_REC,
    ERROR_RTT;

    /** RmiCommandReturnCode: this status with an index. */
    public long withIndex(int index) {
        return (long) index << 8 | ordinal();
    }
}

package dev.realmstep.rmm.refusal;

/** RmiStatusCode of RMI 1.0 (B4.4.22); the order is the encoding. */
public enum RmiStatus {
    SUCCESS,
    ERROR_INPUT,
    ERROR_REALM,
    ERROR_REC,
    ERROR_RTT;

    /** A return code as people write it: {@code RMI_ERROR_RTT (3)}. */
    public static String describe(long code) {
        int status = (int) code & 0xFF;
        String name = status < values().length ? "RMI_" + values()[status] : "status " + status;
        return code >>> 8 == 0 ? name : "%s (%d)".formatted(name, code >>> 8);
    }

    /** RmiCommandReturnCode: this status with an index. */
    public long withIndex(int index) {
        return (long) index << 8 | ordinal();
    }
}

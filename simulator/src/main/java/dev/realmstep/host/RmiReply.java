package dev.realmstep.host;

/**
 * What an RMI command returned: RmiCommandReturnCode in X0, and X1 to X4 (RMM specification 1.0, B4.3).
 *
 * @param code status in bits 7:0, index (of {@link Status#ERROR_RTT}: the level of the walk) in bits 15:8
 */
record RmiReply(long code, long x1, long x2, long x3, long x4) {
    /** RmiStatusCode. */
    enum Status {
        SUCCESS,
        ERROR_INPUT,
        ERROR_REALM,
        ERROR_REC,
        ERROR_RTT,
        /** A code that RMI 1.0 does not define, such as SMCCC's NOT_SUPPORTED. */
        UNKNOWN
    }

    Status status() {
        int number = (int) code & 0xFF;
        return number < Status.UNKNOWN.ordinal() ? Status.values()[number] : Status.UNKNOWN;
    }

    boolean isSuccess() {
        return code == 0;
    }

    int index() {
        return (int) (code >>> 8) & 0xFF;
    }

    @Override
    public String toString() {
        return status() == Status.ERROR_RTT ? "RMI_ERROR_RTT (level %d)".formatted(index()) : "RMI_" + status();
    }
}

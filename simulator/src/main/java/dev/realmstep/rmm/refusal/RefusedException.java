package dev.realmstep.rmm.refusal;

/** An RMI command is refused. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RmiStatus status;
    private final int index;
    private final transient Refusal refusal;

    /** @param index of the status: the level of a walk for {@link RmiStatus#ERROR_RTT}, else mostly 0 */
    public RefusedException(RmiStatus status, int index, Refusal refusal) {
        super(refusal.toString(), null, false, false);
        this.status = status;
        this.index = index;
        this.refusal = refusal;
    }

    /** The value of an operand, or what it points to, is refused. */
    public static RefusedException input(Refusal refusal) {
        return new RefusedException(RmiStatus.ERROR_INPUT, 0, refusal);
    }

    public RmiStatus status() {
        return status;
    }

    public int index() {
        return index;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** X0 of the command. */
    public long code() {
        return status.withIndex(index);
    }
}

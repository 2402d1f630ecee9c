package dev.realmstep.cpu.mmu;

/**
 * What a stage 1 descriptor, the tables above it and the state of the processing element permit (Arm ARM D8.4).
 *
 * @param dataReadable as data
 * @param writable as data
 * @param executable as instructions
 */
record Stage1Permissions(boolean dataReadable, boolean writable, boolean executable) {
    static final int READ_ONLY = 7;
    private static final int UNPRIVILEGED = 6;
    private static final int PRIVILEGED_EXECUTE_NEVER = 53;
    /** UXN, or XN in a regime of one privilege. */
    private static final int EXECUTE_NEVER = 54;

    /** The table attributes of all levels above, at the positions that a table descriptor has them. */
    private static final int READ_ONLY_TABLE = 62;

    private static final int PRIVILEGED_ONLY_TABLE = 61;
    private static final int EXECUTE_NEVER_TABLE = 60;
    private static final int PRIVILEGED_EXECUTE_NEVER_TABLE = 59;

    static Stage1Permissions of(TranslationContext context, long descriptor, long tables) {
        boolean writable = !Descriptor.bit(descriptor, READ_ONLY) && !Descriptor.bit(tables, READ_ONLY_TABLE);
        boolean executeNever = Descriptor.bit(descriptor, EXECUTE_NEVER) || Descriptor.bit(tables, EXECUTE_NEVER_TABLE);
        boolean writeExecuteNever = context.stage1().writeExecuteNever();
        if (!context.regime().hasUnprivileged()) {
            return new Stage1Permissions(true, writable, !executeNever && !(writeExecuteNever && writable));
        }
        boolean unprivileged =
                Descriptor.bit(descriptor, UNPRIVILEGED) && !Descriptor.bit(tables, PRIVILEGED_ONLY_TABLE);
        if (!context.privileged()) {
            boolean written = unprivileged && writable;
            return new Stage1Permissions(unprivileged, written, !executeNever && !(writeExecuteNever && written));
        }
        boolean privilegedExecuteNever = Descriptor.bit(descriptor, PRIVILEGED_EXECUTE_NEVER)
                || Descriptor.bit(tables, PRIVILEGED_EXECUTE_NEVER_TABLE)
                // What EL0 may write, a higher level never executes.
                || (unprivileged && writable)
                || (writeExecuteNever && writable);
        boolean executedByEl0 = context.stage1().enhancedPrivilegedAccessNever() && !executeNever;
        boolean never = (unprivileged || executedByEl0) && context.privilegedAccessNever();
        return new Stage1Permissions(!never, writable && !never, !privilegedExecuteNever);
    }

    boolean deny(AccessKind kind) {
        return switch (kind) {
            case READ -> !dataReadable;
            case WRITE -> !writable;
            case UPDATE -> !dataReadable || !writable;
            case FETCH -> !executable;
        };
    }
}

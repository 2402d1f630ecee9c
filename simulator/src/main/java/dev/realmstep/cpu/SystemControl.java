package dev.realmstep.cpu;

/** The bits of SCTLR_ELx (Arm ARM D23.2.125) that this machine gives a meaning. */
public final class SystemControl {
    /** Stage 1 translation. */
    public static final long M = 1L;
    /** Alignment checking. */
    public static final long A = 1L << 1;
    /** Stack pointer alignment checking. */
    public static final long SA = 1L << 3;
    /** The same for EL0. */
    public static final long SA0 = 1L << 4;
    /** Ordered accesses may be unaligned anywhere. */
    public static final long NAA = 1L << 6;
    /** EL0 may access PSTATE.DAIF. */
    public static final long UMA = 1L << 9;
    /** Keys of pointer authentication are in use. */
    public static final long ENDB = 1L << 13;

    /** EL0 may zero by DC ZVA. */
    public static final long DZE = 1L << 14;
    /** EL0 may read CTR_EL0. */
    public static final long UCT = 1L << 15;

    public static final long NTWI = 1L << 16;
    public static final long NTWE = 1L << 18;
    /** Writable memory is never executable. */
    public static final long WXN = 1L << 19;
    /** PSTATE.PAN is left alone by exceptions. */
    public static final long SPAN = 1L << 23;
    /** EL0 may maintain caches. */
    public static final long UCI = 1L << 26;

    public static final long ENDA = 1L << 27;
    public static final long ENIB = 1L << 30;
    public static final long ENIA = 1L << 31;
    /** EL0 may copy and set memory (FEAT_MOPS). */
    public static final long MSCEN = 1L << 33;
    /** PACIASP and PACIBSP are targets for calls alone, at EL0; and at the register's level. */
    public static final long BT0 = 1L << 35;

    public static final long BT1 = 1L << 36;
    /** PSTATE.SSBS after an exception. */
    public static final long DSSBS = 1L << 44;
    /** PSTATE.PAN is also about memory that EL0 can execute alone. */
    public static final long EPAN = 1L << 57;

    private SystemControl() {}
}

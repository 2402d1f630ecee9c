package dev.realmstep.cpu;

/** The bits of SCR_EL3 (Arm ARM D23.2.123) that this machine gives a meaning. */
public final class SecureConfiguration {
    public static final long NS = 1L;
    public static final long IRQ = 1L << 1;
    public static final long FIQ = 1L << 2;
    public static final long EA = 1L << 3;
    /** SMC is disabled. */
    public static final long SMD = 1L << 7;
    /** HVC is enabled. */
    public static final long HCE = 1L << 8;
    /** Secure state does not fetch from Non-secure memory. */
    public static final long SIF = 1L << 9;
    /** The next lower level is AArch64. */
    public static final long RW = 1L << 10;
    /** Secure EL1 may use the secure timer. */
    public static final long ST = 1L << 11;

    public static final long TWI = 1L << 12;
    public static final long TWE = 1L << 13;
    /** Lower levels may access the keys of pointer authentication. */
    public static final long APK = 1L << 16;
    /** Lower levels may use them. */
    public static final long API = 1L << 17;
    /** CNTPOFF_EL2 may be in effect. */
    public static final long ECVEN = 1L << 28;
    /** HCRX_EL2 is in effect. */
    public static final long HXEN = 1L << 38;
    /** Granule protection faults go to EL3. */
    public static final long GPF = 1L << 48;

    public static final long NSE = 1L << 62;

    private SecureConfiguration() {}

    /** SCR_EL3 bits that select a world below EL3. */
    public static long selecting(SecurityState world) {
        return switch (world) {
            case SECURE -> 0;
            case NON_SECURE -> NS;
            case REALM -> NS | NSE;
            case ROOT -> throw new IllegalArgumentException("Root is the world of EL3 alone");
        };
    }
}

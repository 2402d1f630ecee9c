package dev.realmstep.rmm.rec;

/** What PSCI calls answer (Arm DEN0022, 5.2.2), and which answers are the host's to give. */
public final class PsciStatus {
    /** The function whose answer the RMM knows itself; without the bit of the SMC64 variant. */
    public static final long AFFINITY_INFO = 0x8400_0004L;

    public static final long SUCCESS = 0;
    public static final long NOT_SUPPORTED = -1;
    public static final long INVALID_PARAMETERS = -2;
    public static final long DENIED = -3;
    public static final long ALREADY_ON = -4;
    public static final long INVALID_ADDRESS = -9;

    public static final long AFFINITY_ON = 0;
    public static final long AFFINITY_OFF = 1;

    private PsciStatus() {}

    /** The host may deny that a processor which is off is powered on, and nothing else. */
    public static boolean isHostAnswer(long function, boolean targetIsOn, long status) {
        return status == SUCCESS || (status == DENIED && function != AFFINITY_INFO && !targetIsOn);
    }
}

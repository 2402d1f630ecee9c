package dev.realmstep.cpu;

/** The bits of HCR_EL2 (Arm ARM D23.2.61) that this machine gives a meaning. */
public final class HypervisorControl {
    /** Stage 2 translation of the EL1&0 regime. */
    public static final long VM = 1L;
    /** A stage 1 walk that stage 2 maps to Device memory faults. */
    public static final long PTW = 1L << 2;

    public static final long FMO = 1L << 3;
    public static final long IMO = 1L << 4;
    public static final long AMO = 1L << 5;
    public static final long VF = 1L << 6;
    public static final long VI = 1L << 7;
    public static final long VSE = 1L << 8;
    /** The virtual interrupts that HCR_EL2 itself makes pending. */
    public static final long INJECTED = VF | VI | VSE;

    /** TLB maintenance of EL1 is broadcast. */
    public static final long FB = 1L << 9;
    /** Default cacheability: stage 1 of EL1&0 is off and its memory Normal. */
    public static final long DC = 1L << 12;

    public static final long TWI = 1L << 13;
    public static final long TWE = 1L << 14;
    public static final long TID1 = 1L << 16;
    public static final long TID2 = 1L << 17;
    public static final long TID3 = 1L << 18;
    public static final long TSC = 1L << 19;
    public static final long TIDCP = 1L << 20;
    public static final long TACR = 1L << 21;
    public static final long TSW = 1L << 22;
    public static final long TPCP = 1L << 23;
    public static final long TPU = 1L << 24;
    public static final long TTLB = 1L << 25;
    public static final long TVM = 1L << 26;
    /** General exceptions of EL0 go to EL2; EL1 does not exist. */
    public static final long TGE = 1L << 27;

    public static final long TDZ = 1L << 28;
    public static final long TRVM = 1L << 30;
    /** EL2 is a host: it has the EL2&0 regime, and its register names redirect. */
    public static final long E2H = 1L << 34;

    public static final long TEA = 1L << 37;
    /** EL1 may access the keys of pointer authentication. */
    public static final long APK = 1L << 40;
    /** EL1 and EL0 may use them. */
    public static final long API = 1L << 41;
    /** Address translation instructions of EL1 trap. */
    public static final long AT = 1L << 44;

    public static final long FWB = 1L << 46;
    /** Granule protection faults of EL0 and EL1 go to EL2. */
    public static final long GPF = 1L << 48;

    public static final long TID4 = 1L << 49;
    public static final long TICAB = 1L << 50;
    public static final long TOCU = 1L << 52;
    public static final long TTLBIS = 1L << 54;
    public static final long TTLBOS = 1L << 55;

    /** HCRX_EL2: levels below may copy and set memory (FEAT_MOPS). */
    public static final long EXTENDED_MSCEN = 1L << 11;

    private HypervisorControl() {}

    /** Whether EL2 is a host whose applications run at EL0 right now. */
    public static boolean isHostForEl0(long hcr) {
        return (hcr & (E2H | TGE)) == (E2H | TGE);
    }
}

package dev.realmstep.host;

/** The layout of RmiRecRun (RMM specification 1.0, B4.4.18): what the host and the RMM share at REC entry and exit. */
final class RecRun {
    static final int ENTER_FLAGS = 0x000;
    static final int ENTER_GPRS = 0x200;
    static final int ENTER_GICV3_HCR = 0x300;
    static final int ENTER_GICV3_LRS = 0x308;

    static final int EXIT_REASON = 0x800;
    static final int EXIT_ESR = 0x900;
    static final int EXIT_FAR = 0x908;
    static final int EXIT_HPFAR = 0x910;
    static final int EXIT_GPRS = 0xA00;
    static final int EXIT_GICV3_HCR = 0xB00;
    static final int EXIT_GICV3_LRS = 0xB08;
    static final int EXIT_GICV3_MISR = 0xB88;
    static final int EXIT_GICV3_VMCR = 0xB90;
    static final int EXIT_CNTP_CTL = 0xC00;
    static final int EXIT_CNTV_CTL = 0xC10;
    static final int EXIT_RIPAS_BASE = 0xD00;
    static final int EXIT_RIPAS_TOP = 0xD08;
    static final int EXIT_RIPAS_VALUE = 0xD10;
    static final int EXIT_HOST_CALL_IMMEDIATE = 0xE00;
    static final int EXIT_PMU_OVF_STATUS = 0xF00;

    static final long FLAG_EMULATED_MMIO = 1L;
    static final long FLAG_INJECT_SEA = 1L << 1;
    static final long FLAG_RIPAS_RESPONSE_REJECT = 1L << 4;

    private RecRun() {}
}

package dev.realmstep.rmm;

/** Function identifiers of RMI 1.0 (RMM specification 1.0, B4.3). */
final class Rmi {
    static final long VERSION = 0xC400_0150L;
    static final long GRANULE_DELEGATE = 0xC400_0151L;
    static final long GRANULE_UNDELEGATE = 0xC400_0152L;
    static final long DATA_CREATE = 0xC400_0153L;
    static final long DATA_CREATE_UNKNOWN = 0xC400_0154L;
    static final long DATA_DESTROY = 0xC400_0155L;
    static final long REALM_ACTIVATE = 0xC400_0157L;
    static final long REALM_CREATE = 0xC400_0158L;
    static final long REALM_DESTROY = 0xC400_0159L;
    static final long REC_CREATE = 0xC400_015AL;
    static final long REC_DESTROY = 0xC400_015BL;
    static final long REC_ENTER = 0xC400_015CL;
    static final long RTT_CREATE = 0xC400_015DL;
    static final long RTT_DESTROY = 0xC400_015EL;
    static final long RTT_MAP_UNPROTECTED = 0xC400_015FL;
    static final long RTT_READ_ENTRY = 0xC400_0161L;
    static final long RTT_UNMAP_UNPROTECTED = 0xC400_0162L;
    static final long PSCI_COMPLETE = 0xC400_0164L;
    static final long FEATURES = 0xC400_0165L;
    static final long RTT_FOLD = 0xC400_0166L;
    static final long REC_AUX_COUNT = 0xC400_0167L;
    static final long RTT_INIT_RIPAS = 0xC400_0168L;
    static final long RTT_SET_RIPAS = 0xC400_0169L;

    private Rmi() {}
}

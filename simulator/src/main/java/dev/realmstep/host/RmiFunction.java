package dev.realmstep.host;

/** The function identifiers of RMI 1.0 (RMM specification 1.0, B4.3). */
enum RmiFunction {
    VERSION(0xC400_0150L),
    GRANULE_DELEGATE(0xC400_0151L),
    GRANULE_UNDELEGATE(0xC400_0152L),
    DATA_CREATE(0xC400_0153L),
    DATA_CREATE_UNKNOWN(0xC400_0154L),
    DATA_DESTROY(0xC400_0155L),
    REALM_ACTIVATE(0xC400_0157L),
    REALM_CREATE(0xC400_0158L),
    REALM_DESTROY(0xC400_0159L),
    REC_CREATE(0xC400_015AL),
    REC_DESTROY(0xC400_015BL),
    REC_ENTER(0xC400_015CL),
    RTT_CREATE(0xC400_015DL),
    RTT_DESTROY(0xC400_015EL),
    RTT_MAP_UNPROTECTED(0xC400_015FL),
    RTT_READ_ENTRY(0xC400_0161L),
    RTT_UNMAP_UNPROTECTED(0xC400_0162L),
    PSCI_COMPLETE(0xC400_0164L),
    FEATURES(0xC400_0165L),
    RTT_FOLD(0xC400_0166L),
    REC_AUX_COUNT(0xC400_0167L),
    RTT_INIT_RIPAS(0xC400_0168L),
    RTT_SET_RIPAS(0xC400_0169L);

    private final long identifier;

    RmiFunction(long identifier) {
        this.identifier = identifier;
    }

    long identifier() {
        return identifier;
    }
}

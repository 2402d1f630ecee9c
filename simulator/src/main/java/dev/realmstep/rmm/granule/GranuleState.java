package dev.realmstep.rmm.granule;

/** The states of a granule (RMM specification 1.0, A2.2). */
public enum GranuleState {
    UNDELEGATED,
    DELEGATED,
    /** Realm descriptor. */
    RD,
    REC,
    REC_AUX,
    DATA,
    /** Realm translation table. */
    RTT
}

package dev.realmstep.rmm.realm;

/** The states of a realm (RMM specification 1.0, A2.1.5). */
public enum RealmState {
    /** Under construction. */
    NEW,
    ACTIVE,
    /** It ended itself; no REC of it runs again. */
    SYSTEM_OFF
}

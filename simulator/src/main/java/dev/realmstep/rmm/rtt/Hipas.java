package dev.realmstep.rmm.rtt;

/** Host IPA state (RMM specification 1.0, A5.2.1), with TABLE for entries that have none; the order is RmiRttEntryState. */
public enum Hipas {
    UNASSIGNED,
    ASSIGNED,
    TABLE
}

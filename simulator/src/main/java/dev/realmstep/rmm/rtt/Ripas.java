package dev.realmstep.rmm.rtt;

/** Realm IPA state (RMM specification 1.0, A5.2.2); the order is the encoding. */
public enum Ripas {
    EMPTY,
    RAM,
    DESTROYED;

    private static final Ripas[] STATES = values();

    /** The state of an encoding, 0 to 2. */
    public static Ripas of(int encoding) {
        return STATES[encoding];
    }
}

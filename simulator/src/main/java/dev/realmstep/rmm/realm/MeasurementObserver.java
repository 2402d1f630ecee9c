package dev.realmstep.rmm.realm;

/** Told of each event that a realm's measurements grow by. */
public interface MeasurementObserver {
    /** Wants to know nothing. */
    MeasurementObserver NONE = (rd, step, value) -> {};

    /**
     * A measurement has changed.
     *
     * @param rd of the realm
     * @param value the measurement now, as long as its hash is
     */
    void measured(long rd, MeasurementStep step, Digest value);
}

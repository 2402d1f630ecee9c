package dev.realmstep.rmm.realm;

/** Told of what becomes of realms. */
public interface RealmObserver extends MeasurementObserver {
    /** A realm has gone on in its life. */
    default void realmChanged(long rd, RealmState from, RealmState to) {}
}

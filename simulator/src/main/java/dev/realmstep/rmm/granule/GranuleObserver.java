package dev.realmstep.rmm.granule;

/** Told of each granule that changes its state. */
public interface GranuleObserver {
    /** A granule has changed from one state to another. */
    default void granuleChanged(long granule, GranuleState from, GranuleState to) {}
}

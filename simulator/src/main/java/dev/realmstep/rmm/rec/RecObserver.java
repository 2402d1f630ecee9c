package dev.realmstep.rmm.rec;

/** Told of RECs that are powered on and off. */
public interface RecObserver {
    /**
     * A REC may run from now on, or no longer (its flag {@code runnable}).
     *
     * @param rec physical address of its granule
     */
    default void recChanged(long rec, long mpidr, boolean runnable) {}
}

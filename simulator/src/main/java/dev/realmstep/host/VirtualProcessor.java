package dev.realmstep.host;

/** One virtual processor of the realm: its REC, the page it shares with the RMM, and whether it is powered on. */
final class VirtualProcessor {
    private final int index;
    private final long mpidr;
    private final long rec;
    private final RunPage run;
    private boolean on;

    /**
     * @param mpidr affinity as the realm sees it in MPIDR_EL1
     * @param rec physical address of the REC granule
     */
    VirtualProcessor(int index, long mpidr, long rec, RunPage run, boolean on) {
        this.index = index;
        this.mpidr = mpidr;
        this.rec = rec;
        this.run = run;
        this.on = on;
    }

    int index() {
        return index;
    }

    long mpidr() {
        return mpidr;
    }

    long rec() {
        return rec;
    }

    RunPage run() {
        return run;
    }

    boolean isOn() {
        return on;
    }

    void setOn(boolean on) {
        this.on = on;
    }
}

package dev.realmstep.rmm.realm;

import dev.realmstep.rmm.rtt.RealmTranslationTables;

/** A realm: what its realm descriptor (RD) granule stands for. */
public final class Realm {
    private final long descriptor;
    private final RealmObserver observer;
    private final int vmid;
    private final RealmTranslationTables tables;
    private final Measurements measurements;
    private final boolean scalableVectors;
    private final int vectorLength;
    private final boolean performanceMonitors;
    private final int eventCounters;
    private final byte[] personalizationValue;
    private RealmState state = RealmState.NEW;
    private int recs;
    private int recsCreated;

    /**
     * A realm under construction, whose parameters are measured.
     *
     * @param descriptor physical address of the RD granule
     */
    public Realm(long descriptor, RealmParameters parameters, RealmTranslationTables tables, RealmObserver observer) {
        this.descriptor = descriptor;
        this.observer = observer;
        this.vmid = parameters.vmid();
        this.tables = tables;
        this.scalableVectors = parameters.wantsSve();
        this.vectorLength = parameters.vectorLength();
        this.performanceMonitors = parameters.wantsPmu();
        this.eventCounters = parameters.eventCounters();
        this.personalizationValue = parameters.personalizationValue();
        this.measurements =
                new Measurements(descriptor, MeasurementAlgorithm.values()[parameters.hashAlgorithm()], observer);
        measurements.measureParameters(parameters);
    }

    public long descriptor() {
        return descriptor;
    }

    public int vmid() {
        return vmid;
    }

    public RealmTranslationTables tables() {
        return tables;
    }

    public Measurements measurements() {
        return measurements;
    }

    /** Whether it has SVE. */
    public boolean hasScalableVectors() {
        return scalableVectors;
    }

    /** The longest SVE vector, if it has any, in units of 128 bits minus one. */
    public int vectorLength() {
        return vectorLength;
    }

    public boolean hasPerformanceMonitors() {
        return performanceMonitors;
    }

    /** Event counters of the performance monitors, if it has any. */
    public int eventCounters() {
        return eventCounters;
    }

    /** 64 bytes. */
    public byte[] personalizationValue() {
        return personalizationValue.clone();
    }

    public RealmState state() {
        return state;
    }

    public void setState(RealmState state) {
        RealmState before = this.state;
        this.state = state;
        observer.realmChanged(descriptor, before, state);
    }

    /** How many RECs were created and not destroyed. */
    public int recs() {
        return recs;
    }

    /** How many RECs were created; a REC's number is never given again. */
    public int recsCreated() {
        return recsCreated;
    }

    public void addRec() {
        recs++;
        recsCreated++;
    }

    public void removeRec() {
        recs--;
    }
}

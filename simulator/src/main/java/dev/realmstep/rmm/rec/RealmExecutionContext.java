package dev.realmstep.rmm.rec;

import dev.realmstep.rmm.attestation.TokenDelivery;
import dev.realmstep.rmm.realm.Realm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A virtual processor of a realm: what its REC granule stands for (RMM specification 1.0, A2.3). Its registers are here
 * while it does not run.
 */
public final class RealmExecutionContext {
    private final long granule;
    private final Realm realm;
    private final long mpidr;
    private final List<Long> auxiliary;
    private final RecObserver observer;
    private final SavedRegisters registers = new SavedRegisters();
    private final VirtualInterrupts interrupts = new VirtualInterrupts();
    private final TimerState timers = TimerState.ofRealm();
    private final PerformanceState monitors = new PerformanceState();
    private boolean runnable;
    private boolean running;
    private long runAddress;
    private PendingAnswer pending = PendingAnswer.None.NONE;
    private @Nullable TokenDelivery tokenDelivery;

    /**
     * @param granule physical address of the REC granule
     * @param mpidr affinity
     * @param auxiliary physical addresses of its auxiliary granules
     */
    public RealmExecutionContext(
            long granule,
            Realm realm,
            long mpidr,
            List<Long> auxiliary,
            boolean runnable,
            long entry,
            RecObserver observer) {
        this.granule = granule;
        this.realm = realm;
        this.mpidr = mpidr;
        this.auxiliary = List.copyOf(auxiliary);
        this.runnable = runnable;
        this.observer = observer;
        registers.reset(mpidr, entry);
    }

    public long granule() {
        return granule;
    }

    public Realm realm() {
        return realm;
    }

    public long mpidr() {
        return mpidr;
    }

    public List<Long> auxiliary() {
        return auxiliary;
    }

    public SavedRegisters registers() {
        return registers;
    }

    VirtualInterrupts interrupts() {
        return interrupts;
    }

    TimerState timers() {
        return timers;
    }

    PerformanceState monitors() {
        return monitors;
    }

    /** Whether it is powered on, as PSCI has it. */
    public boolean isRunnable() {
        return runnable;
    }

    public void setRunnable(boolean runnable) {
        this.runnable = runnable;
        observer.recChanged(granule, mpidr, runnable);
    }

    /** Whether it runs on a processing element. */
    public boolean isRunning() {
        return running;
    }

    void setRunning(boolean running) {
        this.running = running;
    }

    /** Physical address of the RmiRecRun of the current entry. */
    public long runAddress() {
        return runAddress;
    }

    void setRunAddress(long address) {
        runAddress = address;
    }

    /** Its state in the specification's words: whether it runs, may run, and waits for something. */
    public String describe() {
        StringBuilder state = new StringBuilder(running ? "REC_RUNNING" : "REC_READY");
        if (!runnable) {
            state.append(", NOT_RUNNABLE");
        }
        if (pending != PendingAnswer.None.NONE) {
            state.append(", ").append(pending);
        }
        return state.toString();
    }

    /** What the host has to answer before or when it enters this REC again. */
    public PendingAnswer pending() {
        return pending;
    }

    public void setPending(PendingAnswer answer) {
        pending = answer;
    }

    /** The auxiliary granule in which an attestation token waits. */
    public long tokenGranule() {
        return auxiliary.getFirst();
    }

    /** The attestation token that it is taking, if it is taking one. */
    public @Nullable TokenDelivery tokenDelivery() {
        return tokenDelivery;
    }

    public void setTokenDelivery(@Nullable TokenDelivery delivery) {
        tokenDelivery = delivery;
    }
}

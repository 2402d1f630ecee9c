package dev.realmstep.machine;

import dev.realmstep.rmm.RmmObserver;
import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.realm.Digest;
import dev.realmstep.rmm.realm.MeasurementObserver;
import dev.realmstep.rmm.realm.MeasurementStep;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.refusal.Operand;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RmiStatus;
import dev.realmstep.rmm.rtt.RttEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The last events between host, RMM and realm, with the reason of each refusal. */
public final class EventLog implements RmmObserver {
    /** Enough to see how a realm came where it is; building one takes thousands. */
    private static final int KEPT = 1000;

    private static final int PAGE_BITS = 12;

    /** One event; its text is for people. */
    public sealed interface Event {}

    /** A call of the RMM, by the host or by a realm. */
    public sealed interface Call extends Event {
        String name();

        List<Operand> operands();

        /** Its result in X0. */
        long x0();

        /** Why it was refused, if it was. */
        Optional<Refusal> refusal();

        /** What it changed. */
        List<StateChange> changes();

        /** @param result behind what it was, the reason if it was refused following */
        private String describe(String result) {
            String given = operands().stream().map(Operand::toString).collect(Collectors.joining(", "));
            String why = refusal().map(reason -> ": " + reason).orElse("");
            return "%s(%s)%s%s".formatted(name(), given, result, why);
        }
    }

    /** The host called the RMM. */
    public record HostCommand(
            String name, List<Operand> operands, long x0, Optional<Refusal> refusal, List<StateChange> changes)
            implements Call {
        @Override
        public String toString() {
            String result = x0 == 0 ? "" : " = " + RmiStatus.describe(x0);
            return "host: " + ((Call) this).describe(result);
        }

        private boolean isEntry() {
            return name.equals("RMI_REC_ENTER") && refusal.isEmpty();
        }
    }

    /** A realm called the RMM, or the host by way of it. */
    public record RealmCall(
            long mpidr,
            String name,
            List<Operand> operands,
            long x0,
            Optional<Refusal> refusal,
            List<StateChange> changes)
            implements Call {
        @Override
        public String toString() {
            return "REC 0x%x: %s".formatted(mpidr, ((Call) this).describe(""));
        }
    }

    /** A realm took an abort for an access that the RMM did not let it make. */
    public record RealmAbort(long mpidr, long ipa, String why) implements Event {
        @Override
        public String toString() {
            return "REC 0x%x: abort at IPA 0x%x: %s".formatted(mpidr, ipa, why);
        }
    }

    /**
     * A REC left the realm for the host; or did so several times in a row, for accesses of one device.
     *
     * @param syndrome ESR_EL2 as the host sees it, 0 where there is none; of the last exit
     * @param ipa that an abort was about; of the last exit
     * @param times how often
     */
    public record Exit(long mpidr, ExitReason reason, long syndrome, long ipa, long times) implements Event {
        @Override
        public String toString() {
            String often = times == 1 ? "exit" : times + " exits";
            String why = syndrome == 0 ? "" : ": %s, ESR_EL2 0x%x".formatted(ExceptionText.name(syndrome), syndrome);
            String last = times == 1 ? "" : "the last ";
            String where = ExceptionText.isAbort(syndrome) ? ", %sat IPA 0x%x".formatted(last, ipa) : "";
            return "REC 0x%x: %s %s%s%s".formatted(mpidr, often, reason, why, where);
        }

        /** Whether another exit is for the same page outside of the realm: a driver at work. */
        private boolean isContinuedBy(Exit next) {
            return mpidr == next.mpidr
                    && ExceptionText.isAbort(syndrome)
                    && ExceptionText.isAbort(next.syndrome)
                    && ipa >>> PAGE_BITS == next.ipa >>> PAGE_BITS;
        }

        private Exit and(Exit next) {
            return new Exit(mpidr, reason, next.syndrome, next.ipa, times + next.times);
        }
    }

    private final Deque<Event> events = new ArrayDeque<>();
    private final Deque<Call> refused = new ArrayDeque<>();
    private final StateChanges changes = new StateChanges();
    private final MeasurementObserver measurements;
    private long refusals;
    private @Nullable Refusal lastRefusal;
    private @Nullable RealmAbort lastAbort;
    private byte @Nullable [] lastToken;

    /** @param measurements is told of each measurement, of which there are too many to keep */
    EventLog(MeasurementObserver measurements) {
        this.measurements = measurements;
    }

    /** The events that are kept, oldest first. */
    public List<Event> recent() {
        return List.copyOf(events);
    }

    /** How many calls were refused so far. */
    public long refusals() {
        return refusals;
    }

    /**
     * The calls that were refused after so many others, oldest first; those that are not kept any more are missing.
     *
     * @param seen how many refusals came before
     */
    public List<Call> refusedAfter(long seen) {
        long wanted = Math.min(refusals - seen, refused.size());
        return refused.stream().skip(refused.size() - wanted).toList();
    }

    /** Why the host's last refused command was refused. */
    public Optional<Refusal> lastRefusal() {
        return Optional.ofNullable(lastRefusal);
    }

    /** The last access of the realm that the RMM did not let it make. */
    public Optional<RealmAbort> lastAbort() {
        return Optional.ofNullable(lastAbort);
    }

    /** The attestation token that the realm got last. */
    public Optional<byte[]> lastToken() {
        return Optional.ofNullable(lastToken).map(byte[]::clone);
    }

    @Override
    public void commandCompleted(String name, List<Operand> operands, long code, Optional<Refusal> refusal) {
        refusal.ifPresent(reason -> lastRefusal = reason);
        addCall(new HostCommand(name, operands, code, refusal, changes.take()));
    }

    @Override
    public void realmCalled(long mpidr, String name, List<Operand> operands, long x0, Optional<Refusal> refusal) {
        addCall(new RealmCall(mpidr, name, operands, x0, refusal, changes.take()));
    }

    private void addCall(Call call) {
        add(call);
        if (call.refusal().isPresent()) {
            refusals++;
            if (refused.size() == KEPT) {
                refused.removeFirst();
            }
            refused.addLast(call);
        }
    }

    @Override
    public void granuleChanged(long granule, GranuleState from, GranuleState to) {
        changes.add(new StateChange.OfGranule(granule, from, to));
    }

    @Override
    public void realmChanged(long rd, RealmState from, RealmState to) {
        changes.add(new StateChange.OfRealm(rd, from, to));
    }

    @Override
    public void recChanged(long rec, long mpidr, boolean runnable) {
        changes.add(new StateChange.OfRec(rec, mpidr, runnable));
    }

    @Override
    public void entryChanged(long rd, long ipa, RttEntry from, RttEntry to) {
        changes.add(new StateChange.OfRttEntry(rd, ipa, from, to));
    }

    @Override
    public void abortInjected(long mpidr, long ipa, String why) {
        RealmAbort abort = new RealmAbort(mpidr, ipa, why);
        lastAbort = abort;
        add(abort);
    }

    @Override
    public void measured(long rd, MeasurementStep step, Digest value) {
        measurements.measured(rd, step, value);
    }

    @Override
    public void tokenDelivered(long mpidr, byte[] token) {
        lastToken = token.clone();
    }

    @Override
    public void recExited(long mpidr, RecExit exit) {
        Exit event = new Exit(mpidr, exit.reason(), exit.syndrome(), exit.faultingIpa(), 1);
        if (events.peekLast() instanceof HostCommand entry && entry.isEntry()) {
            events.removeLast();
            if (events.peekLast() instanceof Exit before && before.isContinuedBy(event)) {
                events.removeLast();
                add(before.and(event));
                return;
            }
            add(entry);
        }
        add(event);
    }

    private void add(Event event) {
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        events.addLast(event);
    }
}

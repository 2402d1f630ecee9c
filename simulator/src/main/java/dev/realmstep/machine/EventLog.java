package dev.realmstep.machine;

import dev.realmstep.rmm.RmmObserver;
import dev.realmstep.rmm.realm.Digest;
import dev.realmstep.rmm.realm.MeasurementObserver;
import dev.realmstep.rmm.realm.MeasurementStep;
import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.refusal.Refusal;
import java.util.ArrayDeque;
import java.util.Arrays;
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

    /**
     * The host called the RMM.
     *
     * @param code X0
     */
    public record HostCommand(String name, List<Long> operands, long code, Optional<Refusal> refusal) implements Event {
        @Override
        public String toString() {
            String result = code == 0 ? "" : " = 0x%x".formatted(code);
            return "host: %s%s%s".formatted(call(name, operands), result, because(refusal));
        }

        private boolean isEntry() {
            return name.equals("RMI_REC_ENTER") && refusal.isEmpty();
        }
    }

    /** A realm called the RMM, or the host by way of it. */
    public record RealmCall(long mpidr, String name, List<Long> operands, Optional<Refusal> refusal) implements Event {
        @Override
        public String toString() {
            return "REC 0x%x: %s%s".formatted(mpidr, call(name, operands), because(refusal));
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
    private final MeasurementObserver measurements;
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
    public void commandCompleted(String name, long[] operands, long code, Optional<Refusal> refusal) {
        refusal.ifPresent(reason -> lastRefusal = reason);
        add(new HostCommand(name, used(operands), code, refusal));
    }

    @Override
    public void realmCalled(long mpidr, String name, long[] operands, Optional<Refusal> refusal) {
        add(new RealmCall(mpidr, name, used(operands), refusal));
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

    /** The operands up to the last that is not zero: how many a call takes is not known here. */
    private static List<Long> used(long[] operands) {
        int count = operands.length;
        while (count > 0 && operands[count - 1] == 0) {
            count--;
        }
        return Arrays.stream(operands, 0, count).boxed().toList();
    }

    private static String call(String name, List<Long> operands) {
        return operands.stream().map("0x%x"::formatted).collect(Collectors.joining(", ", name + "(", ")"));
    }

    private static String because(Optional<Refusal> refusal) {
        return refusal.map(reason -> ": " + reason).orElse("");
    }
}

package dev.realmstep.machine;

import dev.realmstep.rmm.RmmObserver;
import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.refusal.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last events between host, RMM and realm, with the reason of each refusal. */
public final class EventLog implements RmmObserver {
    /** Enough to see how a realm came where it is; building one takes thousands. */
    private static final int KEPT = 1000;

    /**
     * One event.
     *
     * @param text for people
     * @param refusal why a call was refused, if one was
     */
    public record Event(String text, Optional<Refusal> refusal) {
        @Override
        public String toString() {
            return refusal.map(reason -> text + ": " + reason).orElse(text);
        }
    }

    private final Deque<Event> events = new ArrayDeque<>();
    private @Nullable Refusal lastRefusal;

    /** The events that are kept, oldest first. */
    public List<Event> recent() {
        return List.copyOf(events);
    }

    /** Why the host's last refused command was refused. */
    public Optional<Refusal> lastRefusal() {
        return Optional.ofNullable(lastRefusal);
    }

    @Override
    public void commandCompleted(String name, long code, Optional<Refusal> refusal) {
        refusal.ifPresent(reason -> lastRefusal = reason);
        add(name + (code == 0 ? "" : " = 0x%x".formatted(code)), refusal);
    }

    @Override
    public void realmCalled(long mpidr, String name, Optional<Refusal> refusal) {
        add("REC 0x%x: %s".formatted(mpidr, name), refusal);
    }

    @Override
    public void recExited(long mpidr, ExitReason reason) {
        add("REC 0x%x: exit %s".formatted(mpidr, reason), Optional.empty());
    }

    private void add(String text, Optional<Refusal> refusal) {
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        events.addLast(new Event(text, refusal));
    }
}

package dev.realmstep.debugger;

import dev.realmstep.cpu.SecurityState;
import dev.realmstep.machine.VirtualCpu;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The breakpoints of a session.
 *
 * <p>The set of addresses that a running machine asks is replaced as a whole, so that another thread may change
 * breakpoints while it runs.
 */
public final class BreakpointTable {
    private final WorldSymbols symbols;
    private final TreeMap<Integer, Breakpoint> byId = new TreeMap<>();
    private volatile AddressSet inNormalWorld = AddressSet.EMPTY;
    private volatile AddressSet inRealms = AddressSet.EMPTY;
    private volatile Consumer<Breakpoint> listener = breakpoint -> {};
    private final AtomicLong version = new AtomicLong();
    private int lastId;

    BreakpointTable(WorldSymbols symbols) {
        this.symbols = symbols;
    }

    /** From now on tells someone of breakpoints whose addresses change, on the thread that runs the realm. */
    public synchronized void onChange(Consumer<Breakpoint> listener) {
        this.listener = listener;
    }

    /** Sets a breakpoint; where its place is unknown, it is kept unresolved. */
    public synchronized Breakpoint set(Breakpoint.Place place) {
        Breakpoint breakpoint = resolve(++lastId, place);
        byId.put(breakpoint.id(), breakpoint);
        publish();
        return breakpoint;
    }

    private Breakpoint resolve(int id, Breakpoint.Place place) {
        List<CodeLocation> where = symbols.locationsOf(place);
        String description = where.isEmpty() ? place.toString() : symbols.describe(where.getFirst());
        return new Breakpoint(id, place, where, description);
    }

    /** Looks all places up again, after the guest has moved code or brought new code in. */
    void resolveAgain() {
        List<Breakpoint> changed = new ArrayList<>();
        synchronized (this) {
            for (Breakpoint before : List.copyOf(byId.values())) {
                Breakpoint now = resolve(before.id(), before.place());
                if (!now.locations().equals(before.locations())) {
                    byId.put(now.id(), now);
                    changed.add(now);
                }
            }
            publish();
        }
        changed.forEach(listener);
    }

    /** Removes one breakpoint; false if there is none with that identifier. */
    public synchronized boolean remove(int id) {
        boolean removed = byId.remove(id) != null;
        publish();
        return removed;
    }

    /** Removes all breakpoints whose place satisfies a condition. */
    public synchronized void removeIf(Predicate<Breakpoint.Place> condition) {
        byId.values().removeIf(breakpoint -> condition.test(breakpoint.place()));
        publish();
    }

    public synchronized List<Breakpoint> all() {
        return List.copyOf(byId.values());
    }

    public synchronized Optional<Breakpoint> withId(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Sets the places of another table's breakpoints here. */
    public synchronized void setAllOf(BreakpointTable other) {
        other.all().forEach(breakpoint -> set(breakpoint.place()));
    }

    /** Whether a breakpoint is at an instruction of a world; quick, since it is asked for every one. */
    boolean isAtBreakpoint(SecurityState world, long address) {
        return (world == SecurityState.REALM ? inRealms : inNormalWorld).contains(address);
    }

    /** Whether a processor stands at a breakpoint. */
    public boolean isAtBreakpoint(VirtualCpu cpu) {
        return isAtBreakpoint(cpu.world(), cpu.programCounter());
    }

    /** Whether a breakpoint is in a page of 4 KiB. */
    boolean isAnyInPage(long pageAddress) {
        return inRealms.isAnyInPage(pageAddress) || inNormalWorld.isAnyInPage(pageAddress);
    }

    /** Changes whenever the breakpoints do. */
    long version() {
        return version.get();
    }

    /** Changes {@link #version}: something else that a run stops at is different from now on. */
    void beginRun() {
        version.incrementAndGet();
    }

    /** The breakpoints that a processor stands at. */
    synchronized List<Breakpoint> at(VirtualCpu cpu) {
        CodeLocation location = new CodeLocation(cpu.world(), cpu.programCounter());
        return byId.values().stream()
                .filter(breakpoint -> breakpoint.locations().contains(location))
                .toList();
    }

    private void publish() {
        inRealms = addressesIn(SecurityState.REALM);
        inNormalWorld = addressesIn(SecurityState.NON_SECURE);
        version.incrementAndGet();
    }

    private AddressSet addressesIn(SecurityState world) {
        return AddressSet.of(byId.values().stream()
                .map(Breakpoint::locations)
                .flatMap(Collection::stream)
                .filter(location -> location.world() == world)
                .map(CodeLocation::address)
                .toList());
    }
}

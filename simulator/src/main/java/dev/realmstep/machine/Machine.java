package dev.realmstep.machine;

import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ResidentFirmware;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.host.ConsoleInput;
import dev.realmstep.host.GuestOutcome;
import dev.realmstep.host.RealmHost;
import dev.realmstep.host.RealmPlan;
import dev.realmstep.host.SharedMemory;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.rmm.RealmManagementMonitor;
import dev.realmstep.rmm.realm.Digest;
import dev.realmstep.rmm.realm.MeasurementObserver;
import dev.realmstep.rmm.realm.Measurements;
import dev.realmstep.rmm.realm.Realm;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A simulated RME machine with a realm on it, under the control of its user: run, step, look.
 *
 * <p>One thread at a time may use a machine; {@link #requestPause()} alone may be called from any.
 */
public final class Machine {
    private final RealmConfiguration configuration;
    private final RealmWorld world;
    private final AtomicBoolean pauseRequested = new AtomicBoolean();
    private final Scheduler scheduler;
    private final MachineTime time;
    private final RealmManagementMonitor rmm;
    private final RealmHost host;
    private final PhysicalMemory ram;
    private final GuestConsole console;
    private final ConsoleInput consoleInput;
    private final EventLog events;
    private final VectorWatch watch = new VectorWatch();
    private final List<VirtualCpu> cpus;

    private Machine(
            RealmConfiguration configuration,
            Board board,
            PhysicalMemory ram,
            RealmManagementMonitor rmm,
            RealmHost host,
            EventLog events,
            GuestConsole console,
            ConsoleInput consoleInput) {
        this.configuration = configuration;
        this.ram = ram;
        this.world = new RealmWorld(rmm.model().realms());
        this.events = events;
        board.elements().forEach(element -> element.observeExceptions(watch));
        this.console = console;
        this.consoleInput = consoleInput;
        this.scheduler = new Scheduler(board, this::idle);
        this.time = board.time();
        this.rmm = rmm;
        this.host = host;
        this.cpus = board.elements().stream()
                .map(element -> new VirtualCpu(element, world))
                .toList();
    }

    /**
     * A machine that is about to build a realm.
     *
     * @param console what the realm's console is connected to
     */
    public static Machine forRealm(RealmPlan plan, GuestConsole console) {
        return forRealm(plan, console, new Interpreter());
    }

    /**
     * As {@link #forRealm(RealmPlan, GuestConsole)}.
     *
     * @param engine what executes instructions
     */
    public static Machine forRealm(RealmPlan plan, GuestConsole console, Engine engine) {
        return forRealm(plan, console, engine, MeasurementObserver.NONE);
    }

    /**
     * As {@link #forRealm(RealmPlan, GuestConsole, Engine)}.
     *
     * @param measurements is told of each event that the realm is measured by
     */
    public static Machine forRealm(
            RealmPlan plan, GuestConsole console, Engine engine, MeasurementObserver measurements) {
        BoardBuilder builder = new BoardBuilder(plan.configuration());
        EventLog events = new EventLog(measurements);
        RealmManagementMonitor rmm = new RealmManagementMonitor(List.of(builder.ram()), plan.rootOfTrust(), events);
        SharedMemory shared = SharedMemory.of(plan, builder.elements(), builder.hardware());
        EmulatedDevices devices = new EmulatedDevices(plan, console, shared, builder.time(), builder.deviceLine());
        ConsoleInput consoleInput =
                new ConsoleInput(devices.receiver(), devices.receiverInterrupt(), builder.deviceLine());
        RealmHost host = RealmHost.of(
                plan,
                builder.elements(),
                builder.hardware(),
                shared,
                devices.windows(),
                devices.interruptController(),
                consoleInput);
        return new Machine(
                plan.configuration(),
                builder.build(rmm, host, engine),
                builder.ram(),
                rmm,
                host,
                events,
                console,
                consoleInput);
    }

    /** The realm's virtual processors, by index. */
    public List<VirtualCpu> cpus() {
        return cpus;
    }

    /** What the RMM was asked, and why it refused. */
    public EventLog events() {
        return events;
    }

    /** Instructions that the realm's processors have executed, all together. */
    public long instructions() {
        return time.instructions();
    }

    /** What the realm's memory is part of. */
    PhysicalMemory ram() {
        return ram;
    }

    /**
     * The attestation token that the realm would get now, without its doing.
     *
     * @param challenge 64 bytes
     */
    public byte[] attestationToken(byte[] challenge) {
        return rmm.attestationToken(realm(), challenge);
    }

    /** The realm's measurements now: RIM, and the four REMs. */
    public List<Digest> measurements() {
        return IntStream.range(0, Measurements.SLOTS)
                .mapToObj(realm().measurements()::digest)
                .toList();
    }

    /** The host builds one realm, and it is there as soon as the machine was started. */
    private Realm realm() {
        return rmm.model().realms().all().iterator().next();
    }

    /** Asks a run that is going on in another thread to come back with {@link StopReason.Paused}. */
    public void requestPause() {
        pauseRequested.set(true);
    }

    /**
     * Builds the realm and runs to the first instruction of its first processor.
     *
     * @return null when it stands there, else why it never will
     */
    public @Nullable StopReason start() {
        StopReason reason = run((element, programCounter) -> world.isInRealm(element), Long.MAX_VALUE);
        return reason instanceof StopReason.ConditionMet ? null : reason;
    }

    /**
     * Runs until something stops it.
     *
     * @param stop asked in front of every instruction of the realm
     * @param maxInstructions of all processors together, at least 1
     */
    public StopReason run(StopCondition stop, long maxInstructions) {
        long end =
                maxInstructions > Long.MAX_VALUE - instructions() ? Long.MAX_VALUE : instructions() + maxInstructions;
        while (true) {
            StopReason reason = end();
            if (reason != null) {
                return reason;
            }
            if (pauseRequested.getAndSet(false)) {
                return new StopReason.Paused();
            }
            if (instructions() >= end) {
                return new StopReason.InstructionLimit();
            }
            takeTyped();
            switch (scheduler.turn(stop, end - instructions())) {
                case STOPPED -> {
                    return new StopReason.ConditionMet(cpuOf(scheduler.current()));
                }
                case STUCK -> {
                    return stuck();
                }
                case RAN, SLEPT, IDLE -> {
                    // on to the next turn
                }
            }
        }
    }

    /**
     * Executes one instruction of one processor, with whatever the RMM and the host have to do for it. An access that
     * the host has to back first is tried again, so that the instruction is done afterwards.
     *
     * @return null when the processor stands in front of its next instruction, else why it does not
     */
    public @Nullable StopReason step(VirtualCpu cpu) {
        ProcessingElement element = cpu.element();
        long before = element.programCounter();
        boolean leftRealm;
        do {
            scheduler.select(element);
            StopReason reason = runOnce(element);
            if (reason != null) {
                return reason;
            }
            leftRealm = false;
            while (!world.isInRealm(element) && !element.isWaiting()) {
                leftRealm = true;
                StopReason ended = runOnce(element);
                if (ended != null) {
                    return ended;
                }
            }
        } while (leftRealm && element.programCounter() == before && world.isInRealm(element));
        return null;
    }

    private @Nullable StopReason runOnce(ProcessingElement element) {
        scheduler.select(element);
        takeTyped();
        if (scheduler.turn(StopCondition.NEVER, 1) == Scheduler.Turn.STUCK) {
            return stuck();
        }
        return end();
    }

    /** The guest is given no more than it has room for, so that it does not matter how early something was typed. */
    private void takeTyped() {
        if (consoleInput.isWanted()) {
            consoleInput.arrive(console.typed());
        }
    }

    /** Nobody waits for a guest that neither time nor input can wake. */
    private boolean idle(long nanoseconds) {
        boolean isWakeable = nanoseconds != Long.MAX_VALUE || consoleInput.isWanted();
        return isWakeable && console.idle(nanoseconds);
    }

    private StopReason stuck() {
        return consoleInput.isWanted()
                ? new StopReason.AwaitsInput()
                : new StopReason.Stuck("all virtual processors wait, and nothing is left to wake one");
    }

    /** Why the realm is at its end, or null while it is not. */
    private @Nullable StopReason end() {
        if (watch.unhandled().isPresent()) {
            VectorWatch.Unhandled unhandled = watch.unhandled().get();
            returnToRealm(unhandled.element());
            unhandled.exception().restore(unhandled.element());
            return new StopReason.Failed(
                    cpuOf(unhandled.element()), unhandled.exception().address(), unhandled.why());
        }
        return switch (host.outcome()) {
            case null -> null;
            case GuestOutcome.Ended ended -> new StopReason.Ended(ended.exitStatus(), ended.how());
            case GuestOutcome.Refused refused ->
                new StopReason.Refused(RefusalFinding.of(configuration, refused, events.lastRefusal()));
            case GuestOutcome.Failed failed -> {
                VirtualCpu cpu = cpus.get(failed.processor());
                returnToRealm(cpu.element());
                yield new StopReason.Failed(cpu, cpu.programCounter(), failed.why());
            }
        };
    }

    /** Lets firmware finish, so that the processor stands in front of the instruction that failed. */
    private void returnToRealm(ProcessingElement element) {
        ResidentFirmware firmware = element.resident();
        while (firmware != null && !element.isWaiting()) {
            firmware.run(element);
            firmware = element.resident();
        }
    }

    private VirtualCpu cpuOf(ProcessingElement element) {
        return cpus.get(element.index());
    }
}

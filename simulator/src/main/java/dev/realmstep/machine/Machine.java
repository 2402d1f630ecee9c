package dev.realmstep.machine;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.host.ConsoleInput;
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
 * A simulated RME machine under the control of its user: run, step, look. Either the embedded host builds a realm on it,
 * or software of the normal world does what it likes.
 *
 * <p>One thread at a time may use a machine; {@link #requestPause()} alone may be called from any.
 */
public final class Machine {
    private final AtomicBoolean pauseRequested = new AtomicBoolean();
    private final @Nullable ResettableBoard resettable;
    private Scheduler scheduler;
    private MachineTime time;
    private RealmManagementMonitor rmm;
    private NormalWorld normalWorld;
    private final PhysicalMemory ram;
    private final GuestConsole console;
    private final EventLog events;
    private final List<VirtualCpu> cpus;

    private Machine(
            Assembly assembly,
            @Nullable ResettableBoard resettable,
            PhysicalMemory ram,
            EventLog events,
            GuestConsole console) {
        this.resettable = resettable;
        this.ram = ram;
        this.events = events;
        this.console = console;
        this.cpus = virtualCpus(assembly);
        this.scheduler = new Scheduler(assembly.board(), this::idle);
        this.time = assembly.board().time();
        this.rmm = assembly.rmm();
        this.normalWorld = assembly.normalWorld();
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
        BoardBuilder builder = BoardBuilder.forRealm(plan.configuration());
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
        Board board = builder.build(rmm, host, engine);
        NormalWorld normalWorld = new HostedRealm(plan.configuration(), host, consoleInput, events, board.elements());
        return new Machine(new Assembly(board, rmm, normalWorld), null, builder.ram(), events, console);
    }

    /**
     * A machine that is about to boot software of the normal world.
     *
     * @param console what the board's UARTs are connected to
     * @param engine what executes instructions
     */
    public static Machine forNormalWorld(MachinePlan plan, GuestConsole console, Engine engine) {
        EventLog events = new EventLog(MeasurementObserver.NONE);
        ResettableBoard board = new ResettableBoard(plan, console::write, engine, events);
        return new Machine(board.assemble(), board, board.ram(), events, console);
    }

    private static List<VirtualCpu> virtualCpus(Assembly assembly) {
        RealmWorld world = RealmWorld.of(assembly);
        return assembly.board().elements().stream()
                .map(element -> new VirtualCpu(element, world))
                .toList();
    }

    /** The virtual processors of the realm, or the processing elements of the board, by index. */
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
     * Boots, builds the realm if there is to be one, and runs to the first instruction.
     *
     * @return null when it stands there, else why it never will
     */
    public @Nullable StopReason start() {
        StopReason reason = run((element, programCounter) -> true, Long.MAX_VALUE);
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
     * the host has to back first is tried again, so that the instruction is done afterwards. A reset ends at the first
     * instruction behind it.
     *
     * @return null when the processor stands in front of its next instruction, else why it does not
     */
    public @Nullable StopReason step(VirtualCpu cpu) {
        ProcessingElement element = cpu.element();
        long before = element.programCounter();
        boolean leftCode;
        do {
            scheduler.select(element);
            StopReason reason = runOnce(element);
            if (reason != null) {
                return reason;
            }
            leftCode = false;
            while (element.resident() != null && !element.isWaiting()) {
                leftCode = true;
                StopReason ended = runOnce(element);
                if (ended != null) {
                    return ended;
                }
            }
        } while (leftCode && element.programCounter() == before && element.resident() == null);
        boolean isReset = cpu.element() != element;
        return isReset ? start() : null;
    }

    private @Nullable StopReason runOnce(ProcessingElement element) {
        scheduler.select(element);
        takeTyped();
        if (scheduler.turn(StopCondition.NEVER, 1) == Scheduler.Turn.STUCK) {
            return stuck();
        }
        return end();
    }

    /** Why the run is at its end, or null while it is not; a reset is none. */
    private @Nullable StopReason end() {
        if (resettable != null && normalWorld.wantsReset()) {
            reset(resettable.assemble());
        }
        return normalWorld.end(cpus);
    }

    /** Goes on with a board that comes out of reset, at the time at which the last one went into it. */
    private void reset(Assembly assembly) {
        RealmWorld world = RealmWorld.of(assembly);
        for (ProcessingElement element : assembly.board().elements()) {
            VirtualCpu cpu = cpus.get(element.index());
            element.setRetired(cpu.element().retired());
            cpu.moveTo(element, world);
        }
        scheduler = new Scheduler(assembly.board(), this::idle);
        time = assembly.board().time();
        rmm = assembly.rmm();
        normalWorld = assembly.normalWorld();
    }

    /** The guest is given no more than it has room for, so that it does not matter how early something was typed. */
    private void takeTyped() {
        if (normalWorld.wantsInput()) {
            normalWorld.type(console.typed());
        }
    }

    /** Nobody waits for a guest that neither time nor input can wake. */
    private boolean idle(long nanoseconds) {
        boolean isWakeable = nanoseconds != Long.MAX_VALUE || normalWorld.wantsInput();
        return isWakeable && console.idle(nanoseconds);
    }

    private StopReason stuck() {
        return normalWorld.wantsInput() ? new StopReason.AwaitsInput() : normalWorld.rest();
    }

    private VirtualCpu cpuOf(ProcessingElement element) {
        return cpus.get(element.index());
    }
}

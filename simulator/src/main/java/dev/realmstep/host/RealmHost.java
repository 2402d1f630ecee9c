package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ResidentFirmware;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.device.gic.VirtualInterruptController;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The host as it lives at EL2 of the normal world, on every processing element: PE n runs virtual processor n.
 *
 * <p>Its first turn builds the realm; each later one services the exit that brought it back, and enters the REC again.
 * A processing element whose virtual processor is off waits until another one powers it on.
 */
public final class RealmHost implements ResidentFirmware {
    /** Where EL3 starts it on each processing element. */
    public static final long ENTRY = 0;

    /** INTID by which the devices that it emulates tell it of what no exit of the realm led to. */
    public static final int DEVICE_INTERRUPT = HostInterruptController.DEVICES;

    /** All that a GICv3 can have, since a {@code .realm} file may name any. */
    private static final int GUEST_SHARED_INTERRUPTS = 960;

    private static final long PSCI_CPU_ON = 0xC400_0003L;

    private final List<ProcessingElement> elements;
    private final RealmBuilder builder;
    private final GuestDevices devices;
    private final HostInterruptController interruptController;
    private final GuestInterrupts interrupts;
    private final ConsoleInput consoleInput;
    private final RealmManagementInterface rmi;
    private final Map<ExitReason, ExitHandler> handlers = new EnumMap<>(ExitReason.class);
    /** Index of the processing element that console input interrupts. */
    private int consoleElement;

    private @Nullable RealmUnderHost realm;
    private @Nullable GuestOutcome outcome;

    private RealmHost(
            List<ProcessingElement> elements,
            RealmManagementInterface rmi,
            RealmBuilder builder,
            GuestDevices devices,
            HostInterruptController interruptController,
            GuestInterrupts interrupts,
            ConsoleInput consoleInput) {
        this.elements = List.copyOf(elements);
        this.rmi = rmi;
        this.builder = builder;
        this.devices = devices;
        this.interruptController = interruptController;
        this.interrupts = interrupts;
        this.consoleInput = consoleInput;
    }

    /**
     * A host that is about to build a realm.
     *
     * @param elements one for each virtual processor
     * @param hardware where the normal world finds RAM and the interrupt controller
     * @param shared memory of the realm that it reaches, as the devices do
     * @param devices that it emulates for the realm
     * @param interrupts the interrupt controller that it emulates for the realm
     * @param consoleInput that it passes on to the realm
     */
    public static RealmHost of(
            RealmPlan plan,
            List<ProcessingElement> elements,
            HostHardware hardware,
            SharedMemory shared,
            GuestDevices devices,
            VirtualInterruptController interrupts,
            ConsoleInput consoleInput) {
        RealmManagementInterface rmi = new RealmManagementInterface();
        NormalWorldMemory memory = new NormalWorldMemory();
        RealmBuilder builder = new RealmBuilder(rmi, shared, memory, plan);
        HostInterruptController interruptController =
                new HostInterruptController(memory, hardware.distributor(), hardware.redistributors());
        return new RealmHost(
                elements, rmi, builder, devices, interruptController, new GuestInterrupts(interrupts), consoleInput);
    }

    /** The interrupt controller that this host emulates for a realm, before anything is connected to it. */
    public static VirtualInterruptController interruptController(int vcpus) {
        List<Long> affinities =
                IntStream.range(0, vcpus).mapToObj(RecParameters::mpidr).toList();
        return new VirtualInterruptController(affinities, GUEST_SHARED_INTERRUPTS, GuestInterrupts.LIST_REGISTERS);
    }

    /** How the realm ended, or null while it has not. */
    public @Nullable GuestOutcome outcome() {
        return outcome;
    }

    @Override
    public void run(ProcessingElement element) {
        try {
            boolean starting = element.programCounter() == ENTRY;
            RealmUnderHost running = realm == null ? build(element) : realm;
            VirtualProcessor processor = running.processors().get(element.index());
            if (starting) {
                interruptController.initialize(element);
            } else if (element.programCounter() == RealmManagementInterface.AFTER_REC_ENTER) {
                serviceExit(element, processor);
                consoleInput.passOn();
                routeConsoleInput(element, running);
                kickOthers(element, running);
            }
            // A realm that failed goes back to the instruction that it could not do, for a debugger to find it there.
            boolean over = outcome != null && !(outcome instanceof GuestOutcome.Failed);
            if (over || !processor.isOn()) {
                element.setWaiting(true);
                return;
            }
            interrupts.lend(element, processor);
            rmi.recEnter(element, processor.rec(), processor.run().address());
        } catch (RmiRefusedException e) {
            end(new GuestOutcome.Refused(e.getMessage(), Optional.ofNullable(e.range())));
            element.setWaiting(true);
        }
    }

    private RealmUnderHost build(ProcessingElement element) throws RmiRefusedException {
        interruptController.initializeDistributor(element);
        consoleElement = element.index();
        RealmUnderHost built = builder.build(element);
        HostCallExit hostCalls = new HostCallExit(built);
        SynchronousExit synchronous = new SynchronousExit(
                built, devices, builder.plan()::isRam, new SystemRegisterExit(interrupts), this::end);
        handlers.put(ExitReason.SYNC, synchronous);
        handlers.put(ExitReason.HOST_CALL, hostCalls);
        handlers.put(ExitReason.RIPAS_CHANGE, new RipasChangeExit(built));
        handlers.put(ExitReason.PSCI, new PsciExit(rmi, built, hostCalls, this::end, this::wake));
        realm = built;
        powerOnOthers(element);
        return built;
    }

    /** Brings the host up on the other processing elements; each waits there until its virtual processor is on. */
    private void powerOnOthers(ProcessingElement element) {
        for (ProcessingElement other : elements) {
            if (other != element) {
                long mpidr = other.systemRegisters().get(SystemRegister.MPIDR_EL1);
                MonitorCall.make(element, PSCI_CPU_ON, mpidr, ENTRY, 0);
            }
        }
    }

    private void serviceExit(ProcessingElement element, VirtualProcessor processor) throws RmiRefusedException {
        RmiReply reply = RealmManagementInterface.reply(element);
        if (!reply.isSuccess()) {
            throw new RmiRefusedException("enter vCPU %d".formatted(processor.index()), reply);
        }
        ExitReason reason = processor.run().exitReason(element);
        processor.run().resetEntry(element);
        interrupts.takeBack(element, processor);
        interruptController.acknowledge(element);
        interruptController.listenForOverflow(element, !GuestInterrupts.hasOverflowed(element, processor));
        ExitHandler handler = handlers.get(reason);
        if (handler != null) {
            handler.handle(element, processor);
        } else if (reason == ExitReason.SERROR) {
            end(new GuestOutcome.Failed(processor.index(), "an SError interrupt was taken from it"));
        }
    }

    /**
     * Console input comes in where the guest takes the interrupt of its console, so that it needs no other processing
     * element; but not where the virtual processor is off, where nothing would come out of the realm for it.
     */
    private void routeConsoleInput(ProcessingElement element, RealmUnderHost running) {
        OptionalInt wanted = consoleInput.guestInterrupt().isPresent()
                ? interrupts.target(consoleInput.guestInterrupt().getAsInt())
                : OptionalInt.empty();
        List<VirtualProcessor> processors = running.processors();
        if (wanted.isPresent() && processors.get(wanted.getAsInt()).isOn()) {
            receiveConsoleInput(element, wanted.getAsInt());
        } else if (!processors.get(consoleElement).isOn()) {
            processors.stream()
                    .filter(VirtualProcessor::isOn)
                    .findFirst()
                    .ifPresent(other -> receiveConsoleInput(element, other.index()));
        }
    }

    private void receiveConsoleInput(ProcessingElement element, int index) {
        if (index != consoleElement) {
            consoleElement = index;
            interruptController.routeDevices(element, elements.get(index));
        }
    }

    /** Virtual processors elsewhere come out of the realm for interrupts that this one's exit made pending. */
    private void kickOthers(ProcessingElement element, RealmUnderHost running) {
        for (VirtualProcessor processor : interrupts.withNews(running.processors())) {
            if (processor.index() != element.index()) {
                interruptController.kick(element, elements.get(processor.index()));
            }
        }
    }

    private void wake(VirtualProcessor processor) {
        elements.get(processor.index()).setWaiting(false);
    }

    private void end(GuestOutcome how) {
        if (outcome == null) {
            outcome = how;
        }
    }
}

package dev.realmstep.machine;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.InterruptControllerMap;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Placement;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.device.ConsoleReceiver;
import dev.realmstep.device.ConsoleSink;
import dev.realmstep.device.GuestMemory;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.device.gic.VirtualInterruptController;
import dev.realmstep.device.net.UserNetwork;
import dev.realmstep.device.rtc.Pl031;
import dev.realmstep.device.uart.Pl011;
import dev.realmstep.device.uart.Uart16550;
import dev.realmstep.device.virtio.BlockDevice;
import dev.realmstep.device.virtio.ConsoleDevice;
import dev.realmstep.device.virtio.ConsolePort;
import dev.realmstep.device.virtio.EntropyDevice;
import dev.realmstep.device.virtio.NetworkDevice;
import dev.realmstep.device.virtio.VirtioMmio;
import dev.realmstep.host.GuestDevices;
import dev.realmstep.host.RealmHost;
import dev.realmstep.host.RealmPlan;
import dev.realmstep.memory.MemoryMappedDevice;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the devices that a configuration describes, with the guest's interrupt controller, where the guest reaches them. */
final class EmulatedDevices {
    /** The beginning of 2026: late enough for any certificate and file that a guest of today brings along. */
    private static final long EPOCH = 1_767_225_600;

    private final GuestDevices windows = new GuestDevices();
    private final VirtualInterruptController interruptController;
    private final RealmPlan plan;
    private final GuestConsole console;
    private final GuestMemory memory;
    private final MachineTime time;
    private final InterruptLine hostLine;
    private Optional<ConsoleReceiver> receiver = Optional.empty();
    private OptionalInt receiverInterrupt = OptionalInt.empty();

    /**
     * @param console what the device that is the realm's console is connected to
     * @param memory what the devices reach of the realm's
     * @param time the machine's
     * @param hostLine tells the host that a device has something for the realm that no exit of the realm led to
     */
    EmulatedDevices(
            RealmPlan plan, GuestConsole console, GuestMemory memory, MachineTime time, InterruptLine hostLine) {
        RealmConfiguration configuration = plan.configuration();
        this.plan = plan;
        this.console = console;
        this.memory = memory;
        this.time = time;
        this.hostLine = hostLine;
        this.interruptController = RealmHost.interruptController(configuration.vcpus());
        attachInterruptController(configuration);
        for (DeviceDescription device : configuration.devices()) {
            if (device.placement() == Placement.UNPROTECTED && device.model().isPresent()) {
                long base = device.guestBase(configuration.ipaSpace());
                windows.attach(base, device.size(), make(device, device.model().get()));
            }
        }
    }

    /** What answers where in the unprotected half. */
    GuestDevices windows() {
        return windows;
    }

    /** What receives what is typed at the console, if the realm has a console. */
    Optional<ConsoleReceiver> receiver() {
        return receiver;
    }

    /** INTID of what {@link #receiver} interrupts the guest by, if it does. */
    OptionalInt receiverInterrupt() {
        return receiverInterrupt;
    }

    VirtualInterruptController interruptController() {
        return interruptController;
    }

    private void attachInterruptController(RealmConfiguration configuration) {
        InterruptControllerMap map = configuration.interruptController();
        IpaSpace space = configuration.ipaSpace();
        windows.attach(
                space.unprotectedAlias(map.distributor()),
                VirtualInterruptController.DISTRIBUTOR_SIZE,
                interruptController.distributor());
        windows.attach(
                space.unprotectedAlias(map.redistributors()),
                configuration.vcpus() * VirtualInterruptController.REDISTRIBUTOR_SIZE,
                interruptController.redistributors());
    }

    private MemoryMappedDevice make(DeviceDescription device, DeviceModel model) {
        InterruptLine line = device.irq().isPresent()
                ? interruptController.sharedLine(device.irq().getAsInt())
                : InterruptLine.UNCONNECTED;
        return switch (model) {
            case NS16550A -> receiving(device, new Uart16550(sink(device), line, 0));
            case PL011 -> receiving(device, new Pl011(sink(device), line));
            case VIRTIO_BLOCK -> new VirtioMmio(new BlockDevice(plan.disk(device), device.name()), memory, line);
            case VIRTIO_CONSOLE -> {
                ConsoleDevice port = new ConsoleDevice(sink(device));
                VirtioMmio transport = new VirtioMmio(port, memory, line);
                receiving(device, new ConsolePort(port, transport));
                yield transport;
            }
            case PL031 -> clock(device, line);
            case VIRTIO_NETWORK -> new VirtioMmio(new NetworkDevice(new UserNetwork()), memory, line);
            case VIRTIO_ENTROPY ->
                new VirtioMmio(new EntropyDevice(device.seed().orElse(0)), memory, line);
        };
    }

    /** Its alarm comes at a time when the realm may run, or sleep: then the host has to come out of it. */
    private Pl031 clock(DeviceDescription device, InterruptLine line) {
        Pl031 clock = new Pl031(time.counter(), device.epoch().orElse(EPOCH), new HostedLine(line, hostLine));
        time.add(clock);
        return clock;
    }

    private ConsoleSink sink(DeviceDescription device) {
        return device.console().isPresent() ? console::write : value -> {};
    }

    private <T extends ConsoleReceiver> T receiving(DeviceDescription device, T made) {
        if (device.console().isPresent()) {
            receiver = Optional.of(made);
            receiverInterrupt = device.irq();
        }
        return made;
    }
}

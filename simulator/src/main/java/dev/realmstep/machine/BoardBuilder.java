package dev.realmstep.machine;

import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.ShareabilityDomain;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.device.gic.GenericInterruptController;
import dev.realmstep.device.gic.RegisterView;
import dev.realmstep.host.HostHardware;
import dev.realmstep.host.RealmHost;
import dev.realmstep.memory.MemoryMappedDevice;
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import dev.realmstep.monitor.EntryPoints;
import dev.realmstep.monitor.SecureMonitor;
import dev.realmstep.monitor.SystemPower;
import dev.realmstep.rmm.RealmManagementMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Puts a machine together: RAM, processing elements, what every board has, and the firmware that lives on it. */
final class BoardBuilder {
    /** EL3's own RAM, below everything that the normal world has; large enough for the tables of 64 GiB of RAM. */
    private static final long ROOT_BASE = 0x0E00_0000L;

    private static final long ROOT_SIZE = 0x0200_0000L;
    private static final long RAM_BASE = 0x8000_0000L;
    /** What the host needs besides the realm's pages: tables, RECs, shared pages. Untouched RAM costs nothing. */
    private static final long HOST_RAM = 0x1000_0000L;

    /** The interrupt controller, where Arm's reference boards have it. */
    private static final long DISTRIBUTOR = 0x2F00_0000L;

    private static final long REDISTRIBUTORS = 0x2F10_0000L;
    private static final int SHARED_INTERRUPTS = 224;

    private static final int AFF0_MASK = 0xF;
    private static final long MPIDR_RES1 = 1L << 31;

    private final SystemBus bus = new SystemBus();
    private final ShareabilityDomain domain = new ShareabilityDomain();
    private final List<ProcessingElement> elements = new ArrayList<>();
    private final PhysicalMemory root = new PhysicalMemory(ROOT_BASE, ROOT_SIZE);
    private final PhysicalMemory ram;
    private final GenericInterruptController interruptController;
    private final MachineTime time;

    /**
     * A board with what every board has.
     *
     * @param ram of the normal world, from which realms are made
     * @param affinities MPIDR_EL1 of each processing element, without its RES1 bit
     */
    BoardBuilder(PhysicalMemory ram, long... affinities) {
        this.ram = ram;
        bus.attach(root);
        bus.attach(ram);
        for (long affinity : affinities) {
            elements.add(element(affinity));
        }
        this.interruptController = new GenericInterruptController(elements, true, SHARED_INTERRUPTS);
        this.time = new MachineTime(elements, interruptController);
        attachInterruptController();
    }

    /** A board that is large enough for a realm, with a processing element for each of its virtual processors. */
    static BoardBuilder forRealm(RealmConfiguration configuration) {
        long realmRam =
                configuration.ram().stream().mapToLong(region -> region.size()).sum();
        return new BoardBuilder(
                new PhysicalMemory(RAM_BASE, realmRam + HOST_RAM + tablesFor(realmRam)),
                LongStream.range(0, configuration.vcpus())
                        .map(index -> (index & AFF0_MASK) | ((index & ~AFF0_MASK) << 4))
                        .toArray());
    }

    /** Attaches a device of the normal world's. */
    void attach(long base, long size, MemoryMappedDevice device) {
        bus.attach(PhysicalAddressSpace.NON_SECURE, base, size, device);
    }

    /** The input of a shared interrupt (SPI). */
    InterruptLine sharedLine(int interrupt) {
        return interruptController.sharedLine(interrupt);
    }

    /** The GIC knows two security states: Realm and Root see what Non-secure and Secure see. */
    private void attachInterruptController() {
        long size = elements.size() * GenericInterruptController.REDISTRIBUTOR_SIZE;
        for (PhysicalAddressSpace space : PhysicalAddressSpace.values()) {
            boolean secure = space == PhysicalAddressSpace.SECURE || space == PhysicalAddressSpace.ROOT;
            RegisterView view = secure ? RegisterView.SECURE : RegisterView.NON_SECURE;
            bus.attach(
                    space,
                    DISTRIBUTOR,
                    GenericInterruptController.DISTRIBUTOR_SIZE,
                    interruptController.distributor(view));
            bus.attach(space, REDISTRIBUTORS, size, interruptController.redistributors(view));
        }
        interruptController.handOverToNonSecure();
    }

    /** Level 3 tables for each page, twice: protected and shared. */
    private static long tablesFor(long realmRam) {
        return (realmRam / 256 + 0xFFF) & -0x1000;
    }

    private ProcessingElement element(long affinity) {
        int index = elements.size();
        ProcessingElement element = new ProcessingElement(index, bus, domain);
        element.systemRegisters().set(SystemRegister.MPIDR_EL1, MPIDR_RES1 | affinity);
        element.state().setExceptionLevel(ExceptionLevel.EL3);
        element.setProgramCounter(SecureMonitor.RESET_VECTOR);
        element.setWaiting(index != 0);
        return element;
    }

    List<ProcessingElement> elements() {
        return elements;
    }

    /** RAM of the normal world, from which realms are made. */
    PhysicalMemory ram() {
        return ram;
    }

    /** The input of the machine's interrupt controller that tells the host of news from devices that it emulates. */
    InterruptLine deviceLine() {
        return interruptController.sharedLine(RealmHost.DEVICE_INTERRUPT);
    }

    /** The machine's time. */
    MachineTime time() {
        return time;
    }

    /** What the normal world drives itself. */
    HostHardware hardware() {
        return new HostHardware(ram, DISTRIBUTOR, REDISTRIBUTORS);
    }

    /** The board, with EL3, the RMM and a host living on every processing element. */
    Board build(RealmManagementMonitor rmm, RealmHost host, Engine engine) {
        Board board = build(rmm, RealmHost.ENTRY, SystemPower.WITHOUT_LISTENER, engine);
        for (ProcessingElement element : elements) {
            element.install(SecurityState.NON_SECURE, ExceptionLevel.EL2, host);
        }
        return board;
    }

    /**
     * The board, with EL3 and the RMM living on every processing element, and code in memory in the normal world.
     *
     * @param entry where the normal world begins, at EL2
     * @param power is told when the normal world asks for the machine's end or its reset
     */
    Board build(RealmManagementMonitor rmm, long entry, SystemPower power, Engine engine) {
        EntryPoints entryPoints = new EntryPoints(RealmManagementMonitor.ENTRY, entry);
        SecureMonitor monitor = new SecureMonitor(root, List.of(ram), elements, entryPoints, power);
        for (ProcessingElement element : elements) {
            element.install(SecurityState.ROOT, ExceptionLevel.EL3, monitor);
            element.install(SecurityState.REALM, ExceptionLevel.EL2, rmm);
        }
        return new Board(elements, engine, time, interruptController, monitor);
    }
}

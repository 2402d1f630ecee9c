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
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import dev.realmstep.monitor.EntryPoints;
import dev.realmstep.monitor.SecureMonitor;
import dev.realmstep.rmm.RealmManagementMonitor;
import java.util.ArrayList;
import java.util.List;

/** Puts the embedded machine together: RAM, processing elements, and the firmware that lives on them. */
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

    /** A board that is large enough for a realm, with a processing element for each of its virtual processors. */
    BoardBuilder(RealmConfiguration configuration) {
        long realmRam =
                configuration.ram().stream().mapToLong(region -> region.size()).sum();
        this.ram = new PhysicalMemory(RAM_BASE, realmRam + HOST_RAM + tablesFor(realmRam));
        bus.attach(root);
        bus.attach(ram);
        for (int index = 0; index < configuration.vcpus(); index++) {
            elements.add(element(index));
        }
        this.interruptController = new GenericInterruptController(elements, true, SHARED_INTERRUPTS);
        this.time = new MachineTime(elements, interruptController);
        attachInterruptController();
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

    private ProcessingElement element(int index) {
        ProcessingElement element = new ProcessingElement(index, bus, domain);
        long affinity = (index & AFF0_MASK) | ((index & ~AFF0_MASK) << 4);
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
        EntryPoints entryPoints = new EntryPoints(RealmManagementMonitor.ENTRY, RealmHost.ENTRY);
        SecureMonitor monitor = new SecureMonitor(root, List.of(ram), elements, entryPoints);
        for (ProcessingElement element : elements) {
            element.install(SecurityState.ROOT, ExceptionLevel.EL3, monitor);
            element.install(SecurityState.REALM, ExceptionLevel.EL2, rmm);
            element.install(SecurityState.NON_SECURE, ExceptionLevel.EL2, host);
        }
        return new Board(elements, engine, time, interruptController);
    }
}

package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;

/**
 * The host's driver of the machine's GICv3 (IHI 0069): it wants to know of the timers that realms set, of their counters that
 * overflow, of maintenance of the virtual interface, of devices that it emulates, and of other processing elements that have something for this one.
 *
 * <p>What it takes only brings a processing element out of the realm: the RMM has taken the timers and the virtual
 * interface back by then, so that the lines of private interrupts are low again.
 */
final class HostInterruptController {
    /** INTID of the shared interrupt by which emulated devices tell of console input, or of a clock's alarm. */
    static final int DEVICES = 32;

    private static final int GICD_CTLR = 0x0000;
    private static final int GICD_ISENABLER_OF_DEVICES = 0x0100 + DEVICES / 8;
    private static final int GICD_ICFGR_OF_DEVICES = 0x0C00 + DEVICES / 4;
    private static final int GICD_IROUTER = 0x6000;
    /** GICD_CTLR as the Non-secure state writes it: ARE_NS and EnableGrp1A. */
    private static final int AFFINITY_ROUTING_AND_GROUP1 = 1 << 4 | 1 << 1;

    private static final int EDGE_TRIGGERED = 0b10;

    private static final long GICR_FRAME_SIZE = 0x2_0000;
    private static final int GICR_ISENABLER0 = 0x1_0100;
    private static final int GICR_ICENABLER0 = 0x1_0180;

    private static final int KICK = 0;
    private static final int PERFORMANCE_MONITORS = 23;
    private static final int MAINTENANCE = 25;
    private static final int VIRTUAL_TIMER = 27;
    private static final int PHYSICAL_TIMER = 30;

    private static final long LOWEST_PRIORITY = 0xFF;
    private static final long INTID = 0xFF_FFFF;
    private static final long FIRST_SPECIAL = 1020;

    private final NormalWorldMemory memory;
    private final long distributor;
    private final long redistributors;

    /**
     * @param distributor physical address of GICD
     * @param redistributors physical address of the first GICR frame; each processing element's follows the one before
     */
    HostInterruptController(NormalWorldMemory memory, long distributor, long redistributors) {
        this.memory = memory;
        this.distributor = distributor;
        this.redistributors = redistributors;
    }

    /** Brings up what all processing elements share. */
    void initializeDistributor(ProcessingElement element) {
        memory.writeWord(element, distributor + GICD_CTLR, AFFINITY_ROUTING_AND_GROUP1);
        memory.writeWord(element, distributor + GICD_ICFGR_OF_DEVICES, EDGE_TRIGGERED);
        routeDevices(element, element);
        memory.writeWord(element, distributor + GICD_ISENABLER_OF_DEVICES, 1);
    }

    /** Lets the emulated devices interrupt a processing element. */
    void routeDevices(ProcessingElement element, ProcessingElement target) {
        memory.write(element, distributor + GICD_IROUTER + 8L * DEVICES, affinity(target));
    }

    /** Brings up the part of one processing element, by itself. */
    void initialize(ProcessingElement element) {
        int wanted =
                1 << KICK | 1 << PERFORMANCE_MONITORS | 1 << MAINTENANCE | 1 << VIRTUAL_TIMER | 1 << PHYSICAL_TIMER;
        memory.writeWord(element, frame(element) + GICR_ISENABLER0, wanted);
        element.writeSystemRegister(SystemRegister.ICC_PMR_EL1, LOWEST_PRIORITY);
        element.writeSystemRegister(SystemRegister.ICC_IGRPEN1_EL1, 1);
    }

    /**
     * Chooses whether an overflow of the realm's counters brings the element out of it. Unlike timers, the RMM does not
     * mask one that the host knows of and has told the realm: it would come again before the realm could do anything.
     */
    void listenForOverflow(ProcessingElement element, boolean listen) {
        int register = listen ? GICR_ISENABLER0 : GICR_ICENABLER0;
        memory.writeWord(element, frame(element) + register, 1 << PERFORMANCE_MONITORS);
    }

    private long frame(ProcessingElement element) {
        return redistributors + element.index() * GICR_FRAME_SIZE;
    }

    /** Takes and ends all interrupts that are pending. */
    void acknowledge(ProcessingElement element) {
        long id = element.readSystemRegister(SystemRegister.ICC_IAR1_EL1) & INTID;
        while (id < FIRST_SPECIAL) {
            element.writeSystemRegister(SystemRegister.ICC_EOIR1_EL1, id);
            id = element.readSystemRegister(SystemRegister.ICC_IAR1_EL1) & INTID;
        }
    }

    /** Brings another processing element out of the realm, or out of its sleep there. */
    void kick(ProcessingElement element, ProcessingElement target) {
        element.writeSystemRegister(SystemRegister.ICC_SGI1R_EL1, softwareGeneratedInterrupt(affinity(target)));
    }

    /** ICC_SGI1R_EL1 that sends {@link #KICK}, which is 0, to one affinity. */
    private static long softwareGeneratedInterrupt(long affinity) {
        long aff0 = affinity & 0xFF;
        long aff1 = affinity >>> 8 & 0xFF;
        long aff2 = affinity >>> 16 & 0xFF;
        long range = aff0 / 16;
        return aff2 << 32 | range << 44 | aff1 << 16 | 1L << aff0 % 16;
    }

    private static long affinity(ProcessingElement element) {
        return element.systemRegisters().get(SystemRegister.MPIDR_EL1) & 0xFF_FFFF;
    }
}

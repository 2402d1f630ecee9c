package dev.realmstep.device.gic;

import dev.realmstep.device.InterruptLine;
import dev.realmstep.memory.MemoryMappedDevice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The GICv3 that a host emulates for a guest: distributor and redistributors as registers that the guest's accesses are
 * forwarded to, and list registers through which the guest's virtual CPU interface gets its interrupts.
 *
 * <p>At each entry of a virtual processor the host asks for its list registers and their control; at the exit it gives
 * back what the guest made of them. In between the interrupts that they hold are the guest's.
 */
public final class VirtualInterruptController {
    /** Bytes of the distributor's register space. */
    public static final long DISTRIBUTOR_SIZE = Distributor.SIZE;
    /** Bytes of a redistributor's register space; those of all virtual processors follow one another. */
    public static final long REDISTRIBUTOR_SIZE = Redistributor.SIZE;

    /** What is active must be there when the guest ends it; then what the guest is to take first. */
    private static final Comparator<Interrupt> URGENCY = Comparator.comparing((Interrupt i) -> !i.isActive())
            .thenComparingInt(Interrupt::priority)
            .thenComparingInt(Interrupt::id);

    private final InterruptController controller;
    private final int listRegisters;
    private final List<List<Interrupt>> lent = new ArrayList<>();

    /**
     * A controller with a single security state.
     *
     * @param affinities MPIDR_EL1 of the virtual processors, by index
     * @param sharedInterrupts how many SPIs there are: a multiple of 32, 960 at the most
     * @param listRegisters how many list registers the host may fill
     */
    public VirtualInterruptController(List<Long> affinities, int sharedInterrupts, int listRegisters) {
        this.controller = new InterruptController(false, sharedInterrupts, affinities, () -> {});
        this.listRegisters = listRegisters;
        affinities.forEach(affinity -> lent.add(List.of()));
    }

    /** The input of a shared interrupt (SPI). */
    public InterruptLine sharedLine(int id) {
        return controller.sharedLine(id);
    }

    /** The input of an interrupt (PPI) that is private to a virtual processor. */
    public InterruptLine privateLine(int processor, int id) {
        return controller.privateLine(processor, id);
    }

    /** The virtual processor that the guest has routed a shared interrupt to, or none if it is routed nowhere. */
    public OptionalInt target(int id) {
        return controller.target(id);
    }

    /** The guest's GICD. */
    public MemoryMappedDevice distributor() {
        return controller.distributorRegisters(RegisterView.SINGLE);
    }

    /** The guest's GICR of all virtual processors, one after another. */
    public MemoryMappedDevice redistributors() {
        return controller.redistributorRegisters(RegisterView.SINGLE);
    }

    /** A virtual processor wrote ICC_SGI1R_EL1. */
    public void sendGroup1(int processor, long value) {
        controller.send(processor, new SoftwareGeneratedInterrupt(value), InterruptGroup.NON_SECURE_GROUP1);
    }

    /** A virtual processor wrote ICC_SGI0R_EL1. */
    public void sendGroup0(int processor, long value) {
        controller.send(processor, new SoftwareGeneratedInterrupt(value), InterruptGroup.GROUP0);
    }

    /** Whether a virtual processor that waits for an interrupt has one to wake up for. */
    public boolean hasPending(int processor) {
        return controller.highestPending(processor, group -> true) != null;
    }

    /** Whether a virtual processor has an interrupt pending that its list registers do not tell it of. */
    public boolean hasNews(int processor) {
        return candidates(processor).stream()
                .anyMatch(interrupt -> interrupt.isPending()
                        && (interrupt.isEdgeTriggered() || !lent.get(processor).contains(interrupt)));
    }

    /** Lends a virtual processor its interrupts: the list registers to enter it with. */
    public long[] fillListRegisters(int processor) {
        List<Interrupt> chosen =
                candidates(processor).stream().limit(listRegisters).toList();
        long[] values = new long[listRegisters];
        for (int n = 0; n < chosen.size(); n++) {
            values[n] = lend(chosen.get(n)).value();
        }
        lent.set(processor, chosen);
        return values;
    }

    /**
     * ICH_HCR_EL2 to enter a virtual processor with, as far as a host may set it: where not all interrupts found a list
     * register, the guest is to come back once it has worked off those that did (UIE).
     */
    public long hypervisorControl(int processor) {
        return candidates(processor).size() > listRegisters ? VirtualInterface.HCR_UIE : 0;
    }

    private List<Interrupt> candidates(int processor) {
        return controller.activeOrPending(processor).stream().sorted(URGENCY).toList();
    }

    /**
     * A level-sensitive interrupt asks for maintenance, so that its line is looked at again when the guest has ended it;
     * until then a line that is still asserted says nothing new, so it is not active and pending at once.
     */
    private static ListRegister lend(Interrupt interrupt) {
        boolean level = !interrupt.isEdgeTriggered();
        boolean offered = interrupt.isEnabled() && interrupt.isPending();
        boolean pending = offered && !(level && interrupt.isActive());
        if (pending && !level) {
            interrupt.setLatched(false);
        }
        return ListRegister.of(interrupt, pending, interrupt.isActive(), level);
    }

    /**
     * Takes a virtual processor's interrupts back.
     *
     * @param values the list registers after the exit, as many as were filled
     * @param hypervisorControl ICH_HCR_EL2 after the exit, whose EOIcount tells of ended interrupts that none held
     */
    public void takeListRegisters(int processor, long[] values, long hypervisorControl) {
        List<Interrupt> held = lent.get(processor);
        for (int n = 0; n < held.size(); n++) {
            takeBack(held.get(n), new ListRegister(values[n]));
        }
        lent.set(processor, List.of());
        int ended =
                (int) (hypervisorControl >>> VirtualInterface.HCR_EOICOUNT_SHIFT) & VirtualInterface.HCR_EOICOUNT_MASK;
        candidates(processor).stream()
                .filter(interrupt -> interrupt.isActive() && !held.contains(interrupt))
                .limit(ended)
                .toList()
                .forEach(controller::deactivate);
    }

    private static void takeBack(Interrupt interrupt, ListRegister after) {
        interrupt.setActive(after.isActive());
        if (after.isPending() && interrupt.isEdgeTriggered()) {
            interrupt.setLatched(true);
        } else if (!after.isValid() && !interrupt.isEdgeTriggered()) {
            // What software made pending was taken and ended; the line speaks for itself.
            interrupt.setLatched(false);
        }
    }
}

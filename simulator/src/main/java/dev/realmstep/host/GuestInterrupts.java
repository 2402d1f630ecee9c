package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.device.gic.VirtualInterruptController;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The interrupts of a realm, between the GIC that the host emulates for it and the list registers that each entry lends
 * to a virtual processor (RMM specification 1.0, A6.1).
 */
final class GuestInterrupts {
    /** How many list registers the machine has (ICH_VTR_EL2.ListRegs + 1). */
    static final int LIST_REGISTERS = SystemRegister.listRegisters().size();

    private static final int PERFORMANCE_MONITORS = 23;
    private static final int VIRTUAL_TIMER = 27;
    private static final int PHYSICAL_TIMER = 30;

    private static final long TIMER_ENABLE = 1;
    private static final long TIMER_IMASK = 1 << 1;
    private static final long TIMER_ISTATUS = 1 << 2;

    private final VirtualInterruptController controller;

    GuestInterrupts(VirtualInterruptController controller) {
        this.controller = controller;
    }

    /** Lends a virtual processor its interrupts for the next entry. */
    void lend(ProcessingElement element, VirtualProcessor processor) {
        RunPage run = processor.run();
        run.write(element, RecRun.ENTER_GICV3_HCR, controller.hypervisorControl(processor.index()));
        long[] registers = controller.fillListRegisters(processor.index());
        for (int n = 0; n < registers.length; n++) {
            run.write(element, RecRun.ENTER_GICV3_LRS + 8 * n, registers[n]);
        }
    }

    /** Learns from an exit what became of the interrupts that were lent, and how timers and counters stand. */
    void takeBack(ProcessingElement element, VirtualProcessor processor) {
        RunPage run = processor.run();
        long[] registers = new long[LIST_REGISTERS];
        for (int n = 0; n < registers.length; n++) {
            registers[n] = run.read(element, RecRun.EXIT_GICV3_LRS + 8 * n);
        }
        int index = processor.index();
        controller.takeListRegisters(index, registers, run.read(element, RecRun.EXIT_GICV3_HCR));
        controller.privateLine(index, VIRTUAL_TIMER).setLevel(hasFired(run.read(element, RecRun.EXIT_CNTV_CTL)));
        controller.privateLine(index, PHYSICAL_TIMER).setLevel(hasFired(run.read(element, RecRun.EXIT_CNTP_CTL)));
        controller.privateLine(index, PERFORMANCE_MONITORS).setLevel(hasOverflowed(element, processor));
    }

    /** Whether a counter of a virtual processor has overflowed at its last exit, and interrupts. */
    static boolean hasOverflowed(ProcessingElement element, VirtualProcessor processor) {
        return (processor.run().read(element, RecRun.EXIT_PMU_OVF_STATUS) & 0xFF) != 0;
    }

    private static boolean hasFired(long control) {
        return (control & (TIMER_ENABLE | TIMER_IMASK | TIMER_ISTATUS)) == (TIMER_ENABLE | TIMER_ISTATUS);
    }

    /**
     * A virtual processor wrote a register that sends software generated interrupts, or ends an interrupt elsewhere.
     *
     * @return false if the host does not emulate the register
     */
    boolean write(VirtualProcessor processor, SystemRegister register, long value) {
        switch (register) {
            case ICC_SGI1R_EL1 -> controller.sendGroup1(processor.index(), value);
            case ICC_SGI0R_EL1 -> controller.sendGroup0(processor.index(), value);
            // There is no other security state whose Group 1 could be meant.
            case ICC_ASGI1R_EL1 -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The virtual processor that the guest has routed a shared interrupt to, or none if it is routed nowhere. */
    OptionalInt target(int id) {
        return controller.target(id);
    }

    /** The virtual processors that have an interrupt which no list register of theirs knows of yet. */
    List<VirtualProcessor> withNews(List<VirtualProcessor> processors) {
        List<VirtualProcessor> found = new ArrayList<>();
        for (VirtualProcessor processor : processors) {
            if (processor.isOn() && controller.hasNews(processor.index())) {
                found.add(processor);
            }
        }
        return found;
    }
}

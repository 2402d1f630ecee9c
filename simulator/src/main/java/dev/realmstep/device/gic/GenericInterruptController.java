package dev.realmstep.device.gic;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.memory.MemoryMappedDevice;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine's GICv3 (IHI 0069) without locality-specific interrupts: a distributor, a redistributor and a CPU interface
 * for each processing element, and the virtual CPU interface with 16 list registers.
 */
public final class GenericInterruptController {
    /** Bytes of the distributor's register space. */
    public static final long DISTRIBUTOR_SIZE = Distributor.SIZE;
    /** Bytes of a redistributor's register space; those of all elements follow one another. */
    public static final long REDISTRIBUTOR_SIZE = Redistributor.SIZE;

    private final InterruptController controller;
    private final List<CpuInterface> interfaces = new ArrayList<>();

    /**
     * Attaches a controller to processing elements.
     *
     * @param twoSecurityStates whether the Secure state has its own groups and view; else GICD_CTLR.DS is 1
     * @param sharedInterrupts how many SPIs there are, from INTID 32 on: a multiple of 32, 960 at the most
     */
    public GenericInterruptController(
            List<ProcessingElement> elements, boolean twoSecurityStates, int sharedInterrupts) {
        List<Long> affinities = elements.stream()
                .map(element -> element.systemRegisters().get(SystemRegister.MPIDR_EL1))
                .toList();
        this.controller =
                new InterruptController(twoSecurityStates, sharedInterrupts, affinities, this::updatePhysical);
        for (ProcessingElement element : elements) {
            interfaces.add(new CpuInterface(element, controller, twoSecurityStates));
        }
    }

    /** The input of a shared interrupt (SPI). */
    public InterruptLine sharedLine(int id) {
        return controller.sharedLine(id);
    }

    /** The input of an interrupt (PPI) that is private to an element. */
    public InterruptLine privateLine(ProcessingElement element, int id) {
        return controller.privateLine(element.index(), id);
    }

    /** GICD as one of the views sees it. */
    public MemoryMappedDevice distributor(RegisterView view) {
        return controller.distributorRegisters(view);
    }

    /** GICR of all elements, one after another, as one of the views sees them. */
    public MemoryMappedDevice redistributors(RegisterView view) {
        return controller.redistributorRegisters(view);
    }

    /**
     * Does what firmware of EL3 does before it lets the normal world run: gives it all interrupts, and wakes the
     * redistributors.
     */
    public void handOverToNonSecure() {
        controller.handOverToNonSecure();
        interfaces.forEach(CpuInterface::handOverToNonSecure);
        update();
    }

    /**
     * Drives all interrupt lines anew: to be called after an element has changed its security state, or firmware has set
     * registers of the virtual interface behind the controller's back.
     */
    public void update() {
        interfaces.forEach(CpuInterface::update);
    }

    private void updatePhysical() {
        interfaces.forEach(CpuInterface::updatePhysical);
    }
}

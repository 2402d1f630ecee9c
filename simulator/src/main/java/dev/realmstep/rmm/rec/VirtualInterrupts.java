package dev.realmstep.rmm.rec;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import java.util.List;

/**
 * The virtual interrupts of a REC that does not run, or of the normal world while one runs: what the ICH registers hold
 * (IHI 0069, 12.4).
 */
final class VirtualInterrupts {
    static final List<SystemRegister> LIST_REGISTERS = SystemRegister.listRegisters();

    private static final List<SystemRegister> PRIORITIES =
            List.of(SystemRegister.ICH_AP0R0_EL2, SystemRegister.ICH_AP1R0_EL2);

    /** ICH_HCR_EL2. */
    private static final long ENABLE = 1;

    private static final long END_OF_INTERRUPT_COUNT = 0x1FL << 27;

    private final long[] listRegisters = new long[LIST_REGISTERS.size()];
    private final long[] priorities = new long[PRIORITIES.size()];
    private long machineControl;
    private long control;
    private long maintenance;

    /** Takes over what the host gives; what is active by priority, and the realm's own settings, stay. */
    void give(HostInterrupts host) {
        for (int n = 0; n < listRegisters.length; n++) {
            listRegisters[n] = host.listRegisters().get(n);
        }
        control = (control & ~HostInterrupts.HOST_CONTROL) | host.control() | ENABLE;
    }

    /** Takes the registers from an element. */
    void save(ProcessingElement element) {
        for (int n = 0; n < listRegisters.length; n++) {
            listRegisters[n] = element.systemRegisters().get(LIST_REGISTERS.get(n));
        }
        for (int n = 0; n < priorities.length; n++) {
            priorities[n] = element.systemRegisters().get(PRIORITIES.get(n));
        }
        machineControl = element.readSystemRegister(SystemRegister.ICH_VMCR_EL2);
        control = element.readSystemRegister(SystemRegister.ICH_HCR_EL2);
        maintenance = element.readSystemRegister(SystemRegister.ICH_MISR_EL2);
    }

    /** Turns the interface off, so that no maintenance interrupt surprises whom the registers are given to (A6.1). */
    void disable() {
        control &= ~ENABLE;
    }

    /**
     * Gives the registers to an element. Those that only hold state are set without their device; it looks at them when the
     * one that enables the interface is written, the last.
     */
    void restore(ProcessingElement element) {
        for (int n = 0; n < listRegisters.length; n++) {
            element.systemRegisters().set(LIST_REGISTERS.get(n), listRegisters[n]);
        }
        for (int n = 0; n < priorities.length; n++) {
            element.systemRegisters().set(PRIORITIES.get(n), priorities[n]);
        }
        element.writeSystemRegister(SystemRegister.ICH_VMCR_EL2, machineControl);
        element.writeSystemRegister(SystemRegister.ICH_HCR_EL2, control);
    }

    /** Tells the host what has become of its interrupts. */
    void report(RecExit exit) {
        long shown = control & (HostInterrupts.HOST_CONTROL | END_OF_INTERRUPT_COUNT);
        exit.setInterrupts(shown, listRegisters, maintenance, machineControl);
    }
}

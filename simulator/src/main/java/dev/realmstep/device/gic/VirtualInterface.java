package dev.realmstep.device.gic;

import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import java.util.List;

/**
 * The state of the virtual interface: what the ICH registers of a processing element hold, and what follows from it for
 * the hypervisor. It lives in the element's system registers, so that a hypervisor switches it with the rest.
 */
final class VirtualInterface {
    static final List<SystemRegister> LIST_REGISTERS = SystemRegister.listRegisters();

    /** ICH_HCR_EL2. */
    static final long HCR_EN = 1;

    static final long HCR_UIE = 1 << 1;
    private static final long HCR_LRENPIE = 1 << 2;
    private static final long HCR_NPIE = 1 << 3;
    private static final long HCR_VGRP0EIE = 1 << 4;
    private static final long HCR_VGRP0DIE = 1 << 5;
    private static final long HCR_VGRP1EIE = 1 << 6;
    private static final long HCR_VGRP1DIE = 1 << 7;
    static final int HCR_EOICOUNT_SHIFT = 27;
    static final int HCR_EOICOUNT_MASK = 0x1F;

    private static final int MISR_EOI = 1;
    private static final int MISR_U = 1 << 1;
    private static final int MISR_LRENP = 1 << 2;
    private static final int MISR_NP = 1 << 3;
    private static final int MISR_VGRP0E = 1 << 4;
    private static final int MISR_VGRP0D = 1 << 5;
    private static final int MISR_VGRP1E = 1 << 6;
    private static final int MISR_VGRP1D = 1 << 7;

    private static final int NONE = -1;

    private final SystemRegisters registers;

    VirtualInterface(SystemRegisters registers) {
        this.registers = registers;
    }

    ListRegister listRegister(int n) {
        return new ListRegister(registers.get(LIST_REGISTERS.get(n)));
    }

    void setListRegister(int n, ListRegister value) {
        registers.set(LIST_REGISTERS.get(n), value.value());
    }

    VirtualMachineControl control() {
        return new VirtualMachineControl(registers.get(SystemRegister.ICH_VMCR_EL2));
    }

    void setControl(VirtualMachineControl control) {
        registers.set(SystemRegister.ICH_VMCR_EL2, control.value());
    }

    int activePriorities(boolean group1) {
        return (int) registers.get(activePriorityRegister(group1));
    }

    void setActivePriorities(boolean group1, int activePriorities) {
        registers.set(activePriorityRegister(group1), activePriorities & 0xFFFF_FFFFL);
    }

    private static SystemRegister activePriorityRegister(boolean group1) {
        return group1 ? SystemRegister.ICH_AP1R0_EL2 : SystemRegister.ICH_AP0R0_EL2;
    }

    boolean isEnabled() {
        return hypervisorControl(HCR_EN);
    }

    private boolean hypervisorControl(long bit) {
        return (registers.get(SystemRegister.ICH_HCR_EL2) & bit) != 0;
    }

    /** The end of an interrupt that no list register holds: EOIcount wraps. */
    void countEndOfInterrupt() {
        long hcr = registers.get(SystemRegister.ICH_HCR_EL2);
        long count = endOfInterruptCount() + 1 & HCR_EOICOUNT_MASK;
        long cleared = hcr & ~((long) HCR_EOICOUNT_MASK << HCR_EOICOUNT_SHIFT);
        registers.set(SystemRegister.ICH_HCR_EL2, cleared | count << HCR_EOICOUNT_SHIFT);
    }

    private long endOfInterruptCount() {
        return registers.get(SystemRegister.ICH_HCR_EL2) >>> HCR_EOICOUNT_SHIFT & HCR_EOICOUNT_MASK;
    }

    /** The list register with the pending interrupt of the highest priority in an enabled group, or -1. */
    int highestPending() {
        if (!isEnabled()) {
            return NONE;
        }
        int highest = NONE;
        VirtualMachineControl control = control();
        for (int n = 0; n < LIST_REGISTERS.size(); n++) {
            ListRegister candidate = listRegister(n);
            boolean offered = candidate.isPending() && !candidate.isActive() && control.isEnabled(candidate.isGroup1());
            if (offered
                    && (highest == NONE
                            || candidate.priority() < listRegister(highest).priority())) {
                highest = n;
            }
        }
        return highest;
    }

    /** The list register that holds an active interrupt, or -1. */
    int findActive(int id) {
        for (int n = 0; n < LIST_REGISTERS.size(); n++) {
            ListRegister candidate = listRegister(n);
            if (candidate.isActive() && candidate.virtualId() == id) {
                return n;
            }
        }
        return NONE;
    }

    /** ICH_EISR_EL2: list registers whose interrupt has ended and asked to say so. */
    int ended() {
        int status = 0;
        for (int n = 0; n < LIST_REGISTERS.size(); n++) {
            ListRegister register = listRegister(n);
            status |= !register.isValid() && register.asksForMaintenance() ? 1 << n : 0;
        }
        return status;
    }

    /** ICH_ELRSR_EL2: list registers that can be used again. */
    int empty() {
        int status = 0;
        for (int n = 0; n < LIST_REGISTERS.size(); n++) {
            ListRegister register = listRegister(n);
            status |= !register.isValid() && !register.asksForMaintenance() ? 1 << n : 0;
        }
        return status;
    }

    /** ICH_MISR_EL2: why the hypervisor is asked for maintenance. */
    int maintenanceStatus() {
        int valid = 0;
        boolean pending = false;
        for (int n = 0; n < LIST_REGISTERS.size(); n++) {
            ListRegister register = listRegister(n);
            valid += register.isValid() ? 1 : 0;
            pending |= register.isPending() && !register.isActive();
        }
        VirtualMachineControl control = control();
        int status = ended() != 0 ? MISR_EOI : 0;
        status |= hypervisorControl(HCR_UIE) && valid <= 1 ? MISR_U : 0;
        status |= hypervisorControl(HCR_LRENPIE) && endOfInterruptCount() != 0 ? MISR_LRENP : 0;
        status |= hypervisorControl(HCR_NPIE) && !pending ? MISR_NP : 0;
        status |= hypervisorControl(HCR_VGRP0EIE) && control.isEnabled(false) ? MISR_VGRP0E : 0;
        status |= hypervisorControl(HCR_VGRP0DIE) && !control.isEnabled(false) ? MISR_VGRP0D : 0;
        status |= hypervisorControl(HCR_VGRP1EIE) && control.isEnabled(true) ? MISR_VGRP1E : 0;
        status |= hypervisorControl(HCR_VGRP1DIE) && !control.isEnabled(true) ? MISR_VGRP1D : 0;
        return status;
    }
}

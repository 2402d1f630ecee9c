package dev.realmstep.device.gic;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.HypervisorControl;
import dev.realmstep.cpu.InterruptSignal;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisterDevice;
import dev.realmstep.device.InterruptLine;
import java.util.EnumSet;
import java.util.Set;

/**
 * All registers of the GIC that a processing element reaches by MRS and MSR: it decides whether an access is physical or
 * virtual, answers for the hypervisor's own, and drives the element's interrupt lines.
 */
final class CpuInterface implements SystemRegisterDevice {
    private static final Set<SystemRegister> GROUP0 = EnumSet.of(
            SystemRegister.ICC_IAR0_EL1,
            SystemRegister.ICC_EOIR0_EL1,
            SystemRegister.ICC_HPPIR0_EL1,
            SystemRegister.ICC_BPR0_EL1,
            SystemRegister.ICC_AP0R0_EL1,
            SystemRegister.ICC_IGRPEN0_EL1);

    private static final Set<SystemRegister> GROUP1 = EnumSet.of(
            SystemRegister.ICC_IAR1_EL1,
            SystemRegister.ICC_EOIR1_EL1,
            SystemRegister.ICC_HPPIR1_EL1,
            SystemRegister.ICC_BPR1_EL1,
            SystemRegister.ICC_AP1R0_EL1,
            SystemRegister.ICC_IGRPEN1_EL1);

    private static final Set<SystemRegister> COMMON = EnumSet.of(
            SystemRegister.ICC_PMR_EL1,
            SystemRegister.ICC_DIR_EL1,
            SystemRegister.ICC_RPR_EL1,
            SystemRegister.ICC_CTLR_EL1);

    private static final Set<SystemRegister> PHYSICAL_ONLY = EnumSet.of(
            SystemRegister.ICC_SGI0R_EL1,
            SystemRegister.ICC_SGI1R_EL1,
            SystemRegister.ICC_ASGI1R_EL1,
            SystemRegister.ICC_CTLR_EL3,
            SystemRegister.ICC_IGRPEN1_EL3);

    private static final Set<SystemRegister> HYPERVISOR = EnumSet.of(
            SystemRegister.ICH_AP0R0_EL2,
            SystemRegister.ICH_AP1R0_EL2,
            SystemRegister.ICH_HCR_EL2,
            SystemRegister.ICH_VTR_EL2,
            SystemRegister.ICH_MISR_EL2,
            SystemRegister.ICH_EISR_EL2,
            SystemRegister.ICH_ELRSR_EL2,
            SystemRegister.ICH_VMCR_EL2);

    /** SRE, DFB and DIB: there are system registers only, and nothing is bypassed. */
    private static final long SRE = 0b111;
    /** Enable: lower levels reach their ICC_SRE as well. */
    private static final long SRE_ENABLE = 1 << 3;

    /** En, the interrupt enables, TC, TALL0, TALL1, TDIR and EOIcount. */
    private static final long HCR_WRITABLE = 0xF800_5CFFL;

    /** PRIbits and PREbits, less one. */
    private static final long VTR_PRIORITIES = (Priorities.BITS - 1L) << 29 | (Priorities.BITS - 1L) << 26;
    /** A3V, nV4 (no direct injection) and TDS (ICH_HCR_EL2.TDIR exists); the list registers, less one. */
    private static final long VTR =
            VTR_PRIORITIES | 1L << 21 | 1L << 20 | 1L << 19 | (VirtualInterface.LIST_REGISTERS.size() - 1);

    private final ProcessingElement element;
    private final PhysicalCpuInterface physical;
    private final VirtualInterface virtualState;
    private final VirtualCpuInterface virtual;
    private final InterruptLine maintenance;

    CpuInterface(ProcessingElement element, InterruptController controller, boolean twoSecurityStates) {
        this.element = element;
        this.physical = new PhysicalCpuInterface(element, controller, twoSecurityStates);
        this.virtualState = new VirtualInterface(element.systemRegisters());
        this.virtual = new VirtualCpuInterface(virtualState, id -> {
            Interrupt ended = controller.interrupt(element.index(), id);
            if (ended != null) {
                controller.deactivate(ended);
            }
        });
        this.maintenance = controller.privateLine(element.index(), InterruptIds.MAINTENANCE);
        Set<SystemRegister> registers =
                EnumSet.of(SystemRegister.ICC_SRE_EL1, SystemRegister.ICC_SRE_EL2, SystemRegister.ICC_SRE_EL3);
        registers.addAll(GROUP0);
        registers.addAll(GROUP1);
        registers.addAll(COMMON);
        registers.addAll(PHYSICAL_ONLY);
        registers.addAll(HYPERVISOR);
        registers.addAll(VirtualInterface.LIST_REGISTERS);
        element.systemRegisters().attach(this, registers);
        virtualState.setControl(VirtualMachineControl.written(0));
    }

    @Override
    public long read(ProcessingElement reader, SystemRegister register) {
        if (isVirtual(register)) {
            long value = virtual.read(register);
            update();
            return value;
        }
        return switch (register) {
            case ICC_SRE_EL1 -> SRE;
            case ICC_SRE_EL2, ICC_SRE_EL3 -> SRE | SRE_ENABLE;
            case ICH_VTR_EL2 -> VTR;
            case ICH_MISR_EL2 -> virtualState.maintenanceStatus();
            case ICH_EISR_EL2 -> virtualState.ended();
            case ICH_ELRSR_EL2 -> virtualState.empty();
            default -> isStored(register) ? element.systemRegisters().get(register) : physical.read(register);
        };
    }

    @Override
    public void write(ProcessingElement writer, SystemRegister register, long value) {
        if (isVirtual(register)) {
            virtual.write(register, value);
        } else if (isStored(register)) {
            element.systemRegisters().set(register, writable(register, value));
        } else {
            physical.write(register, value);
        }
        update();
    }

    private static long writable(SystemRegister register, long value) {
        return switch (register) {
            case ICH_HCR_EL2 -> value & HCR_WRITABLE;
            case ICH_VMCR_EL2 -> VirtualMachineControl.written(value).value();
            case ICH_AP0R0_EL2, ICH_AP1R0_EL2 -> value & 0xFFFF_FFFFL;
            default -> ListRegister.written(value).value();
        };
    }

    private static boolean isStored(SystemRegister register) {
        return HYPERVISOR.contains(register) || VirtualInterface.LIST_REGISTERS.contains(register);
    }

    /** Whether the current level is EL1 under a hypervisor that takes the physical interrupts of a register's group. */
    private boolean isVirtual(SystemRegister register) {
        if (element.exceptionLevel() != ExceptionLevel.EL1 || element.securityStateBelowEl3() == SecurityState.SECURE) {
            return false;
        }
        long routed = 0;
        routed |= GROUP0.contains(register) || COMMON.contains(register) ? HypervisorControl.FMO : 0;
        routed |= GROUP1.contains(register) || COMMON.contains(register) ? HypervisorControl.IMO : 0;
        return (element.systemRegisters().get(SystemRegister.HCR_EL2) & routed) != 0;
    }

    /** Drives the interrupt lines of the element, and the hypervisor's maintenance interrupt. */
    void update() {
        element.interruptInputs().setLevel(InterruptSignal.VIRTUAL_FIQ, virtual.signals(false));
        element.interruptInputs().setLevel(InterruptSignal.VIRTUAL_IRQ, virtual.signals(true));
        maintenance.setLevel(virtualState.isEnabled() && virtualState.maintenanceStatus() != 0);
        physical.update();
    }

    void handOverToNonSecure() {
        physical.handOverToNonSecure();
    }

    /** Drives IRQ and FIQ after something changed in the distributor or a redistributor. */
    void updatePhysical() {
        physical.update();
    }
}

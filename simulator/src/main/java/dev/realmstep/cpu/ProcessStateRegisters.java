package dev.realmstep.cpu;

import java.util.EnumSet;
import java.util.Set;

/** System registers that are a view of something else: PSTATE, the stack pointers, pending interrupts, the IDs of a VM. */
final class ProcessStateRegisters implements SystemRegisterDevice {
    static final Set<SystemRegister> REGISTERS = EnumSet.of(
            SystemRegister.NZCV,
            SystemRegister.DAIF,
            SystemRegister.CURRENTEL,
            SystemRegister.SPSEL,
            SystemRegister.PAN,
            SystemRegister.UAO,
            SystemRegister.DIT,
            SystemRegister.SSBS,
            SystemRegister.SP_EL0,
            SystemRegister.SP_EL1,
            SystemRegister.SP_EL2,
            SystemRegister.ISR_EL1,
            SystemRegister.MIDR_EL1,
            SystemRegister.MPIDR_EL1,
            SystemRegister.DCZID_EL0,
            SystemRegister.OSLSR_EL1,
            SystemRegister.OSLAR_EL1);

    private static final int NZCV_SHIFT = 28;
    private static final int DAIF_SHIFT = 6;
    private static final int CURRENT_EL_SHIFT = 2;
    private static final int PAN_SHIFT = 22;
    private static final int UAO_SHIFT = 23;
    private static final int DIT_SHIFT = 24;
    private static final int SSBS_SHIFT = 12;
    private static final int ISR_A = 8;
    private static final int ISR_I = 7;
    private static final int ISR_F = 6;
    /** DCZID_EL0.DZP. */
    private static final long ZEROING_PROHIBITED = 1L << 4;
    /** OSLSR_EL1: the lock exists (OSLM 0b10), and OSLK. */
    private static final long OS_LOCK_IMPLEMENTED = 1L << 3;

    private static final long OS_LOCK_LOCKED = 1L << 1;

    @Override
    public long read(ProcessingElement element, SystemRegister register) {
        ProcessState state = element.state();
        return switch (register) {
            case NZCV -> (long) state.nzcv() << NZCV_SHIFT;
            case DAIF -> (long) state.daif() << DAIF_SHIFT;
            case CURRENTEL -> (long) state.exceptionLevel().number() << CURRENT_EL_SHIFT;
            case SPSEL -> state.stackPointerSelect() ? 1 : 0;
            case PAN -> bit(state.privilegedAccessNever(), PAN_SHIFT);
            case UAO -> bit(state.userAccessOverride(), UAO_SHIFT);
            case DIT -> bit(state.dataIndependentTiming(), DIT_SHIFT);
            case SSBS -> bit(state.speculativeStoreBypassSafe(), SSBS_SHIFT);
            case SP_EL0, SP_EL1, SP_EL2 -> element.stackPointer(levelOf(element, register));
            case ISR_EL1 -> pendingInterrupts(element);
            case MIDR_EL1, MPIDR_EL1 -> identification(element, register);
            case DCZID_EL0 ->
                element.systemRegisters().get(register) | (isZeroingProhibited(element) ? ZEROING_PROHIBITED : 0);
            case OSLSR_EL1 -> OS_LOCK_IMPLEMENTED | element.systemRegisters().get(register);
            default -> 0;
        };
    }

    @Override
    public void write(ProcessingElement element, SystemRegister register, long value) {
        ProcessState state = element.state();
        switch (register) {
            case NZCV -> state.setNzcv((int) (value >>> NZCV_SHIFT));
            case DAIF -> {
                state.setDaif((int) (value >>> DAIF_SHIFT));
                element.interruptMasksChanged();
            }
            case SPSEL -> state.setStackPointerSelect((value & 1) != 0);
            case PAN -> state.setPrivilegedAccessNever((value >>> PAN_SHIFT & 1) != 0);
            case UAO -> state.setUserAccessOverride((value >>> UAO_SHIFT & 1) != 0);
            case DIT -> state.setDataIndependentTiming((value >>> DIT_SHIFT & 1) != 0);
            case SSBS -> state.setSpeculativeStoreBypassSafe((value >>> SSBS_SHIFT & 1) != 0);
            case SP_EL0, SP_EL1, SP_EL2 -> element.setStackPointer(levelOf(element, register), value);
            case OSLAR_EL1 ->
                element.systemRegisters().set(SystemRegister.OSLSR_EL1, (value & 1) != 0 ? OS_LOCK_LOCKED : 0);
            default -> {}
        }
    }

    /** @throws SynchronousException for SP_EL0 while it is the current stack pointer, which is UNDEFINED */
    private static ExceptionLevel levelOf(ProcessingElement element, SystemRegister register) {
        return switch (register) {
            case SP_EL1 -> ExceptionLevel.EL1;
            case SP_EL2 -> ExceptionLevel.EL2;
            default -> {
                if (!element.state().stackPointerSelect()) {
                    throw SynchronousException.undefined();
                }
                yield ExceptionLevel.EL0;
            }
        };
    }

    /** ISR_EL1 shows the interrupts that could be taken to EL1: virtual ones where a hypervisor enabled them. */
    private static long pendingInterrupts(ProcessingElement element) {
        return pending(element, InterruptSignal.SERROR, InterruptSignal.VIRTUAL_SERROR) << ISR_A
                | pending(element, InterruptSignal.IRQ, InterruptSignal.VIRTUAL_IRQ) << ISR_I
                | pending(element, InterruptSignal.FIQ, InterruptSignal.VIRTUAL_FIQ) << ISR_F;
    }

    private static long pending(ProcessingElement element, InterruptSignal physical, InterruptSignal virtual) {
        InterruptSignal seen = element.routing().enablesVirtual(virtual) ? virtual : physical;
        return element.interruptInputs().isPending(seen) ? 1 : 0;
    }

    /** EL1 under a hypervisor reads what the hypervisor says. */
    private static long identification(ProcessingElement element, SystemRegister register) {
        boolean virtual = element.exceptionLevel() == ExceptionLevel.EL1
                && element.routing().isEl2Enabled();
        SystemRegister source = switch (register) {
            case MIDR_EL1 -> virtual ? SystemRegister.VPIDR_EL2 : register;
            default -> virtual ? SystemRegister.VMPIDR_EL2 : register;
        };
        return element.systemRegisters().get(source);
    }

    private static boolean isZeroingProhibited(ProcessingElement element) {
        TrapState state = new TrapState(element);
        return (state.at(ExceptionLevel.EL0) && !state.control(SystemControl.DZE))
                || (state.belowEl2() && state.hcr(HypervisorControl.TDZ));
    }

    private static long bit(boolean set, int position) {
        return set ? 1L << position : 0;
    }
}

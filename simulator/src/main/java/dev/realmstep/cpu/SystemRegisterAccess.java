package dev.realmstep.cpu;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MRS and MSR (register): aliases, rights, traps, then the register itself or the device that answers for it. */
final class SystemRegisterAccess {
    private static final int IMPLEMENTATION_DEFINED_CRN1 = 11;
    private static final int IMPLEMENTATION_DEFINED_CRN2 = 15;

    /** Guarded as the instructions are that use them, with an exception class of their own. */
    private static final Set<SystemRegister> FLOATING_POINT = EnumSet.of(SystemRegister.FPCR, SystemRegister.FPSR);

    private static final Set<SystemRegister> SCALABLE =
            EnumSet.of(SystemRegister.ZCR_EL1, SystemRegister.ZCR_EL2, SystemRegister.ZCR_EL3);

    /** ID_AA64PFR0_EL1.SVE. */
    private static final long SVE = 0xFL << 32;

    private final ProcessingElement element;
    private final TrapState trapState;

    SystemRegisterAccess(ProcessingElement element) {
        this.element = element;
        this.trapState = new TrapState(element);
    }

    long read(SystemAccess access) {
        SystemRegister register = SystemRegisterAliases.resolve(element, access);
        if (register == null) {
            return readUnallocated(access);
        }
        admit(access, register);
        SystemRegisterDevice device = element.systemRegisters().deviceOf(register);
        return device == null ? element.systemRegisters().get(register) : device.read(element, register);
    }

    void write(SystemAccess access, long value) {
        SystemRegister register = SystemRegisterAliases.resolve(element, access);
        if (register == null) {
            throw unallocated(access);
        }
        admit(access, register);
        SystemRegisters registers = element.systemRegisters();
        SystemRegisterDevice device = registers.deviceOf(register);
        if (device == null) {
            RegisterTraits traits = register.traits();
            registers.set(register, (value & traits.writable()) | (traits.reset() & ~traits.writable()));
        } else {
            device.write(element, register, value);
        }
    }

    private void admit(SystemAccess access, SystemRegister register) {
        ExceptionLevel lowest = access.read() ? register.lowestReader() : register.lowestWriter();
        if (lowest == null || element.exceptionLevel().isLowerThan(lowest)) {
            throw SynchronousException.undefined();
        }
        if (FLOATING_POINT.contains(register)) {
            element.checkVectorAccess();
        }
        if (SCALABLE.contains(register)) {
            if ((element.systemRegisters().get(SystemRegister.ID_AA64PFR0_EL1) & SVE) == 0) {
                throw SynchronousException.undefined();
            }
            element.checkScalableControlAccess();
        }
        RegisterTrap trap = register.traits().trap();
        if (trap != null) {
            access.trapIfRouted(trap.target(trapState, access.read()));
        }
    }

    /** The ID space has room for registers to come, which read as zero; all else is undefined. */
    private long readUnallocated(SystemAccess access) {
        boolean identification =
                access.op0() == 3 && access.op1() == 0 && access.crn() == 0 && access.crm() >= 1 && access.crm() <= 7;
        if (!identification || element.exceptionLevel() == ExceptionLevel.EL0) {
            throw unallocated(access);
        }
        access.trapIfRouted(RegisterTrap.FEATURE_IDENTIFICATION.target(trapState, true));
        return 0;
    }

    private SynchronousException unallocated(SystemAccess access) {
        ExceptionLevel target = implementationDefinedTrap(access);
        return target == null ? SynchronousException.undefined() : access.trapTo(target);
    }

    /** HCR_EL2.TIDCP traps what an implementation may define, whether it does or not. */
    private @Nullable ExceptionLevel implementationDefinedTrap(SystemAccess access) {
        boolean implementationDefined = access.op0() == 3
                && (access.crn() == IMPLEMENTATION_DEFINED_CRN1 || access.crn() == IMPLEMENTATION_DEFINED_CRN2);
        return implementationDefined && trapState.at(ExceptionLevel.EL1) && trapState.hcr(HypervisorControl.TIDCP)
                ? ExceptionLevel.EL2
                : null;
    }
}

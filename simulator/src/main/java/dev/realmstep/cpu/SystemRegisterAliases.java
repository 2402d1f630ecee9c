package dev.realmstep.cpu;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which register an encoding reaches when EL2 is a host: HCR_EL2.E2H is 1 (Arm ARM D8.1.3, D23.1.3). */
final class SystemRegisterAliases {
    /** At EL2, the EL1 encoding of these reaches the register of EL2. */
    private static final Map<SystemRegister, SystemRegister> OF_HOST = Map.ofEntries(
            entry(SystemRegister.SCTLR_EL1, SystemRegister.SCTLR_EL2),
            entry(SystemRegister.CPACR_EL1, SystemRegister.CPTR_EL2),
            entry(SystemRegister.ZCR_EL1, SystemRegister.ZCR_EL2),
            entry(SystemRegister.TTBR0_EL1, SystemRegister.TTBR0_EL2),
            entry(SystemRegister.TTBR1_EL1, SystemRegister.TTBR1_EL2),
            entry(SystemRegister.TCR_EL1, SystemRegister.TCR_EL2),
            entry(SystemRegister.AFSR0_EL1, SystemRegister.AFSR0_EL2),
            entry(SystemRegister.AFSR1_EL1, SystemRegister.AFSR1_EL2),
            entry(SystemRegister.ESR_EL1, SystemRegister.ESR_EL2),
            entry(SystemRegister.FAR_EL1, SystemRegister.FAR_EL2),
            entry(SystemRegister.MAIR_EL1, SystemRegister.MAIR_EL2),
            entry(SystemRegister.AMAIR_EL1, SystemRegister.AMAIR_EL2),
            entry(SystemRegister.VBAR_EL1, SystemRegister.VBAR_EL2),
            entry(SystemRegister.CONTEXTIDR_EL1, SystemRegister.CONTEXTIDR_EL2),
            entry(SystemRegister.SPSR_EL1, SystemRegister.SPSR_EL2),
            entry(SystemRegister.ELR_EL1, SystemRegister.ELR_EL2),
            entry(SystemRegister.CNTKCTL_EL1, SystemRegister.CNTHCTL_EL2),
            entry(SystemRegister.CNTP_TVAL_EL0, SystemRegister.CNTHP_TVAL_EL2),
            entry(SystemRegister.CNTP_CTL_EL0, SystemRegister.CNTHP_CTL_EL2),
            entry(SystemRegister.CNTP_CVAL_EL0, SystemRegister.CNTHP_CVAL_EL2),
            entry(SystemRegister.CNTV_TVAL_EL0, SystemRegister.CNTHV_TVAL_EL2),
            entry(SystemRegister.CNTV_CTL_EL0, SystemRegister.CNTHV_CTL_EL2),
            entry(SystemRegister.CNTV_CVAL_EL0, SystemRegister.CNTHV_CVAL_EL2));

    private static final int ALIAS_OP1 = 5;
    private static final int TIMER_CRN = 14;
    private static final int CONTROL_CRM = 1;

    private SystemRegisterAliases() {}

    /** The register that an access reaches, or null if there is none. */
    static @Nullable SystemRegister resolve(ProcessingElement element, SystemAccess access) {
        boolean host = element.routing().isEl2Enabled()
                && (element.systemRegisters().get(SystemRegister.HCR_EL2) & HypervisorControl.E2H) != 0;
        if (access.op0() == 3 && access.op1() == ALIAS_OP1) {
            boolean reachable = host && !element.exceptionLevel().isLowerThan(ExceptionLevel.EL2);
            return reachable ? ofGuest(access) : null;
        }
        SystemRegister register = SystemRegister.withEncoding(access.encoding());
        if (register == null || !host) {
            return register;
        }
        return isRedirected(element, access) ? OF_HOST.getOrDefault(register, register) : register;
    }

    /** EL2 itself; and EL0 for the timers that a hosted application uses. */
    private static boolean isRedirected(ProcessingElement element, SystemAccess access) {
        if (element.exceptionLevel() == ExceptionLevel.EL2) {
            return true;
        }
        return element.exceptionLevel() == ExceptionLevel.EL0
                && access.crn() == TIMER_CRN
                && HypervisorControl.isHostForEl0(element.routing().effectiveHypervisorControl());
    }

    /** The _EL12 and _EL02 names: op1 5 in place of the register's own. */
    private static @Nullable SystemRegister ofGuest(SystemAccess access) {
        boolean timer = access.crn() == TIMER_CRN && access.crm() != CONTROL_CRM;
        SystemRegister register = SystemRegister.withEncoding(
                SystemRegister.encoding(3, timer ? 3 : 0, access.crn(), access.crm(), access.op2()));
        return register != null && OF_HOST.containsKey(register) ? register : null;
    }
}

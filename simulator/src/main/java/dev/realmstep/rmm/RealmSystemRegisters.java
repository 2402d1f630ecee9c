package dev.realmstep.rmm;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.rec.ExceptionInjection;
import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.rec.RecExit;
import java.util.Optional;
import java.util.Set;

/**
 * System register accesses of a realm that trap: identification registers, and interrupts to other processors. Others,
 * as of performance monitors that the realm does not have, read as zero and ignore writes.
 */
final class RealmSystemRegisters {
    /**
     * Writes that the host emulates with its interrupt controller: they send interrupts, or deactivate one where the host
     * has that trapped (ICH_HCR_EL2.TDIR).
     */
    private static final Set<SystemRegister> SENT_TO_HOST = Set.of(
            SystemRegister.ICC_SGI1R_EL1,
            SystemRegister.ICC_ASGI1R_EL1,
            SystemRegister.ICC_SGI0R_EL1,
            SystemRegister.ICC_DIR_EL1);

    /** RME is the monitor's business: ID_AA64PFR0_EL1.RME. */
    private static final long PFR0_RME = 0xFL << 52;

    private static final long PFR0_SVE = 0xFL << 32;

    private static final long DFR0_PMU_VERSION = 0xFL << 8;

    private static final int CRN_SHIFT = 7;
    private static final int IDENTIFICATION = SystemRegister.encoding(3, 0, 0, 0, 0) >>> CRN_SHIFT;
    private static final int IMPLEMENTATION_DEFINED = 0b1011;
    private static final long DIRECTION_READ = 1;
    private static final int RT_SHIFT = 5;

    Optional<RecExit> serve(ProcessingElement element, RealmExecutionContext rec, long syndrome) {
        int encoding = SystemRegister.encodingOfTrap(syndrome);
        SystemRegister register = SystemRegister.withEncoding(encoding);
        int transfer = (int) (syndrome >>> RT_SHIFT) & 0x1F;
        boolean read = (syndrome & DIRECTION_READ) != 0;
        if (read && isIdentification(encoding)) {
            rec.registers().setGeneral(transfer, register == null ? 0 : view(element, rec.realm(), register));
            RealmExceptions.skip(rec.registers());
            return Optional.empty();
        }
        if (!read && register != null && SENT_TO_HOST.contains(register)) {
            RealmExceptions.skip(rec.registers());
            return Optional.of(new RecExit(ExitReason.SYNC)
                    .withSyndrome(syndrome)
                    .withRegister(0, rec.registers().general(transfer)));
        }
        if (isImplementationDefined(encoding)) {
            ExceptionInjection.undefined(rec.registers());
            return Optional.empty();
        }
        if (read) {
            rec.registers().setGeneral(transfer, 0);
        }
        RealmExceptions.skip(rec.registers());
        return Optional.empty();
    }

    /** CRn is 11 or 15: no register that the architecture knows, and UNDEFINED in a realm (A2.1.2.4). */
    private static boolean isImplementationDefined(int encoding) {
        return (encoding >>> CRN_SHIFT & IMPLEMENTATION_DEFINED) == IMPLEMENTATION_DEFINED;
    }

    private static long view(ProcessingElement element, Realm realm, SystemRegister register) {
        long value = element.systemRegisters().get(register);
        return switch (register) {
            case ID_AA64PFR0_EL1 -> value & ~PFR0_RME & (realm.hasScalableVectors() ? -1 : ~PFR0_SVE);
            case ID_AA64ZFR0_EL1 -> realm.hasScalableVectors() ? value : 0;
            case ID_AA64DFR0_EL1 -> realm.hasPerformanceMonitors() ? value : value & ~DFR0_PMU_VERSION;
            default -> value;
        };
    }

    /** Op0 is 3, Op1 0 and CRn 0: the registers that say what a processing element has; those not given out read 0. */
    private static boolean isIdentification(int encoding) {
        return encoding >>> CRN_SHIFT == IDENTIFICATION;
    }
}

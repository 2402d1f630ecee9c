package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

/** The SYS instructions (Arm ARM C5.3 to C5.5): maintenance of caches and TLBs, address translation. */
final class SystemInstructions {
    private static final int CACHE = 7;
    private static final int TLB = 8;
    private static final int ADDRESS_TRANSLATION_CRM = 8;

    private final ProcessingElement element;
    private final TlbMaintenance tlb;
    private final AddressTranslationInstructions addressTranslation;

    SystemInstructions(ProcessingElement element) {
        this.element = element;
        this.tlb = new TlbMaintenance(element);
        this.addressTranslation = new AddressTranslationInstructions(element);
    }

    void execute(SystemAccess access, long value) {
        switch (access.crn()) {
            case TLB -> tlb.execute(access, value);
            case CACHE -> {
                if ((access.crm() & ~1) == ADDRESS_TRANSLATION_CRM) {
                    addressTranslation.execute(access, value);
                } else {
                    maintainCache(access, value);
                }
            }
            default -> throw SynchronousException.undefined();
        }
    }

    private void maintainCache(SystemAccess access, long value) {
        switch (access.op1()) {
            case 0 -> maintainPrivileged(access, value);
            case 3 -> maintainUnprivileged(access, value);
            case 6 -> maintainPhysical(access);
            default -> throw SynchronousException.undefined();
        }
    }

    private void maintainPrivileged(SystemAccess access, long value) {
        if (element.exceptionLevel() == EL0) {
            throw SynchronousException.undefined();
        }
        switch (access.crm() << 3 | access.op2()) {
            // IC IALLUIS, IC IALLU
            case 1 << 3, 5 << 3 -> trapEl1(access, HypervisorControl.TPU);
            // DC IVAC
            case 6 << 3 | 1 -> {
                trapEl1(access, HypervisorControl.TPCP);
                element.memory().maintainCache(value);
            }
            // DC ISW, DC CSW, DC CISW
            case 6 << 3 | 2, 10 << 3 | 2, 14 << 3 | 2 -> trapEl1(access, HypervisorControl.TSW);
            default -> throw SynchronousException.undefined();
        }
    }

    private void maintainUnprivileged(SystemAccess access, long value) {
        switch (access.crm() << 3 | access.op2()) {
            // DC ZVA
            case 4 << 3 | 1 -> {
                trapEl0(access, SystemControl.DZE);
                trapEl1(access, HypervisorControl.TDZ);
                element.memory().zeroBlock(value);
            }
            // DC CVAC, DC CVAP, DC CIVAC
            case 10 << 3 | 1, 12 << 3 | 1, 14 << 3 | 1 -> {
                trapEl0(access, SystemControl.UCI);
                trapEl1(access, HypervisorControl.TPCP);
                element.memory().maintainCache(value);
            }
            // DC CVAU, IC IVAU
            case 11 << 3 | 1, 5 << 3 | 1 -> {
                trapEl0(access, SystemControl.UCI);
                trapEl1(access, HypervisorControl.TPU);
                element.memory().maintainCache(value);
            }
            default -> throw SynchronousException.undefined();
        }
    }

    /** DC CIPAPA: to the Point of Physical Aliasing, where nothing is cached either. */
    private void maintainPhysical(SystemAccess access) {
        if (element.exceptionLevel() != EL3 || access.crm() != 14 || access.op2() != 1) {
            throw SynchronousException.undefined();
        }
    }

    private void trapEl0(SystemAccess access, long enable) {
        if (element.exceptionLevel() != EL0) {
            return;
        }
        SystemRegister control =
                HypervisorControl.isHostForEl0(element.routing().effectiveHypervisorControl())
                        ? SystemRegister.SCTLR_EL2
                        : SystemRegister.SCTLR_EL1;
        if ((element.systemRegisters().get(control) & enable) == 0) {
            throw access.trapTo(EL1);
        }
    }

    private void trapEl1(SystemAccess access, long trap) {
        long hcr = element.routing().effectiveHypervisorControl();
        boolean below = element.exceptionLevel().isLowerThan(EL2) && !HypervisorControl.isHostForEl0(hcr);
        if (below && (hcr & trap) != 0) {
            throw access.trapTo(EL2);
        }
    }
}

package dev.realmstep.cpu;

import dev.realmstep.cpu.mmu.AccessKind;
import dev.realmstep.cpu.mmu.FaultStatus;
import dev.realmstep.cpu.mmu.TranslationFault;
import dev.realmstep.memory.GranuleProtectionFault;
import dev.realmstep.memory.PhysicalAddressSpace;

/** Turns what a memory access met into the exception that reports it (Arm ARM D1.3.6, D8.15, D9.4). */
final class MemoryFaults {
    private static final int ISS_WNR = 1 << 6;
    private static final int ISS_S1PTW = 1 << 7;
    private static final int ISS_CM = 1 << 8;
    private static final int GPC_CODE_SHIFT = 14;
    private static final int GPC_INSTRUCTION = 1 << 20;
    private static final int GPC_SECOND_STAGE_WALK = 1 << 21;
    private static final long MFAR_ADDRESS = 0x000F_FFFF_FFFF_F000L;
    private static final long MFAR_NON_SECURE = 1L << 63;
    private static final long MFAR_NON_SECURE_EXTENSION = 1L << 62;

    private final ProcessingElement element;

    MemoryFaults(ProcessingElement element) {
        this.element = element;
    }

    SynchronousException of(TranslationFault fault, AccessKind kind) {
        return of(fault, kind, false);
    }

    SynchronousException ofCacheMaintenance(TranslationFault fault) {
        return of(fault, AccessKind.READ, true);
    }

    /** Nothing answered at the physical address. */
    SynchronousException externalAbort(long address, AccessKind kind) {
        int iss = FaultStatus.EXTERNAL_ABORT.code(0) | (kind.writes() ? ISS_WNR : 0);
        return SynchronousException.fault(
                exceptionClass(kind), iss, element.routing().abort(false, true, false), address);
    }

    SynchronousException misaligned(long address, AccessKind kind) {
        int iss = FaultStatus.ALIGNMENT.code(0) | (kind.writes() ? ISS_WNR : 0);
        return SynchronousException.fault(
                exceptionClass(kind), iss, element.routing().abort(false, false, false), address);
    }

    private SynchronousException of(TranslationFault fault, AccessKind kind, boolean cacheMaintenance) {
        int iss = fault.code()
                // Maintenance counts as a write in the syndrome, though it needs only the right to read.
                | (fault.isWrite() || cacheMaintenance ? ISS_WNR : 0)
                | (fault.isSecondStageOfWalk() ? ISS_S1PTW : 0)
                | (cacheMaintenance ? ISS_CM : 0);
        GranuleProtectionFault protection = fault.granuleProtection();
        if (protection != null && goesToEl3(protection)) {
            return granuleProtectionCheck(fault, protection, kind, iss);
        }
        ExceptionLevel target = element.routing()
                .abort(
                        fault.isSecondStage(),
                        fault.status().isExternal(),
                        fault.status().isGranuleProtection());
        return fault.isSecondStage()
                ? SynchronousException.secondStageFault(
                        exceptionClass(kind), iss, target, fault.virtualAddress(), fault.intermediateAddress())
                : SynchronousException.fault(exceptionClass(kind), iss, target, fault.virtualAddress());
    }

    /** A broken table is EL3's business always; a refusal is if SCR_EL3.GPF asks for it. */
    private boolean goesToEl3(GranuleProtectionFault protection) {
        boolean asked = (element.systemRegisters().get(SystemRegister.SCR_EL3) & SecureConfiguration.GPF) != 0;
        return protection.kind() != GranuleProtectionFault.Kind.FAIL
                || (asked && element.exceptionLevel() != ExceptionLevel.EL3);
    }

    private static SynchronousException granuleProtectionCheck(
            TranslationFault fault, GranuleProtectionFault protection, AccessKind kind, int commonIss) {
        boolean secondStageWalk = fault.isSecondStage() && fault.status() == FaultStatus.GRANULE_PROTECTION_ON_WALK;
        int iss = commonIss
                | granuleProtectionCode(protection) << GPC_CODE_SHIFT
                | (kind == AccessKind.FETCH ? GPC_INSTRUCTION : 0)
                | (secondStageWalk ? GPC_SECOND_STAGE_WALK : 0);
        return SynchronousException.granuleProtectionCheck(
                iss,
                fault.virtualAddress(),
                fault.isSecondStage(),
                fault.intermediateAddress(),
                physicalFaultAddress(protection));
    }

    /** GPCSC: what went wrong in the granule protection table, and at which of its levels. */
    private static int granuleProtectionCode(GranuleProtectionFault protection) {
        int kind = switch (protection.kind()) {
            case WALK -> 0b000100;
            case FAIL -> 0b001100;
            case EXTERNAL_ABORT -> 0b010100;
        };
        return kind | protection.level();
    }

    /** MFAR_EL3: the faulting granule and its space. */
    private static long physicalFaultAddress(GranuleProtectionFault protection) {
        PhysicalAddressSpace space = protection.space();
        boolean nonSecure = space == PhysicalAddressSpace.NON_SECURE || space == PhysicalAddressSpace.REALM;
        boolean extension = space == PhysicalAddressSpace.ROOT || space == PhysicalAddressSpace.REALM;
        return (protection.address() & MFAR_ADDRESS)
                | (nonSecure ? MFAR_NON_SECURE : 0)
                | (extension ? MFAR_NON_SECURE_EXTENSION : 0);
    }

    /** The class "lower level" or "same level" is settled when the exception is taken. */
    private static ExceptionClass exceptionClass(AccessKind kind) {
        return kind == AccessKind.FETCH
                ? ExceptionClass.INSTRUCTION_ABORT_SAME_LEVEL
                : ExceptionClass.DATA_ABORT_SAME_LEVEL;
    }
}

package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import dev.realmstep.cpu.mmu.AccessKind;
import dev.realmstep.cpu.mmu.AddressTranslation;
import dev.realmstep.cpu.mmu.Translation;
import dev.realmstep.cpu.mmu.TranslationContext;
import dev.realmstep.cpu.mmu.TranslationFault;
import dev.realmstep.cpu.mmu.TranslationRegime;
import dev.realmstep.cpu.mmu.TranslationRequest;
import dev.realmstep.memory.PhysicalAddressSpace;

/** The AT instructions, which answer in PAR_EL1 (Arm ARM C5.4, D23.2.116). */
final class AddressTranslationInstructions {
    private static final long PAR_FAILED = 1;
    private static final int PAR_STATUS_SHIFT = 1;
    private static final long PAR_STAGE1_WALK = 1L << 8;
    private static final long PAR_STAGE2 = 1L << 9;
    private static final long PAR_NON_SECURE = 1L << 9;
    private static final long PAR_OUTER_SHAREABLE = 0b10L << 7;
    private static final long PAR_INNER_SHAREABLE = 0b11L << 7;
    private static final long PAR_RES1 = 1L << 11;
    private static final long PAR_ADDRESS = 0x0000_FFFF_FFFF_F000L;
    private static final int PAR_ATTRIBUTE_SHIFT = 56;

    private final ProcessingElement element;

    AddressTranslationInstructions(ProcessingElement element) {
        this.element = element;
    }

    void execute(SystemAccess access, long address) {
        ExceptionLevel current = element.exceptionLevel();
        boolean restrictedByPan = access.crm() == 9;
        int operation = access.op1() << 3 | access.op2();
        if (current == EL0 || (restrictedByPan && operation > 1)) {
            throw SynchronousException.undefined();
        }
        long hcr = element.routing().effectiveHypervisorControl();
        if (access.op1() == 0 && current == EL1 && (hcr & HypervisorControl.AT) != 0) {
            throw access.trapTo(EL2);
        }
        AccessKind kind = (access.op2() & 1) == 0 ? AccessKind.READ : AccessKind.WRITE;
        switch (operation) {
            case 0, 1 -> firstStage(privilegedHere(restrictedByPan), address, kind);
            case 2, 3 -> firstStage(context(regimeHere(), false, false), address, kind);
            case 4 << 3, 4 << 3 | 1 -> {
                requireAtLeast(EL2);
                firstStage(element.memory().contexts().of(EL2), address, kind);
            }
            case 4 << 3 | 4, 4 << 3 | 5, 4 << 3 | 6, 4 << 3 | 7 -> {
                requireAtLeast(EL2);
                boolean privileged = (access.op2() & 2) == 0;
                bothStages(context(TranslationRegime.EL1_0, privileged, false), address, kind);
            }
            case 6 << 3, 6 << 3 | 1 -> {
                requireAtLeast(EL3);
                firstStage(element.memory().contexts().of(EL3), address, kind);
            }
            default -> throw SynchronousException.undefined();
        }
    }

    private TranslationContext privilegedHere(boolean restrictedByPan) {
        boolean never = restrictedByPan && element.state().privilegedAccessNever();
        return context(regimeHere(), true, never);
    }

    /** AT S1E1* and S1E0* at EL2 mean EL2's own regime if EL2 is a host. */
    private TranslationRegime regimeHere() {
        boolean host = element.exceptionLevel() != EL1 && HypervisorControl.isHostForEl0(hypervisorControl());
        return host ? TranslationRegime.EL2_0 : TranslationRegime.EL1_0;
    }

    private long hypervisorControl() {
        return element.routing().isEl2Enabled() ? element.systemRegisters().get(SystemRegister.HCR_EL2) : 0;
    }

    private TranslationContext context(TranslationRegime regime, boolean privileged, boolean never) {
        return element.memory().contexts().of(regime, privileged, never);
    }

    private void requireAtLeast(ExceptionLevel level) {
        if (element.exceptionLevel().isLowerThan(level)) {
            throw SynchronousException.undefined();
        }
    }

    private void firstStage(TranslationContext context, long address, AccessKind kind) {
        AddressTranslation translation = element.memory().translation();
        try {
            answer(translation.translateFirstStage(TranslationRequest.inquiry(context, address, kind, null)));
        } catch (TranslationFault fault) {
            boolean reported = fault.isSecondStage() && element.exceptionLevel() == EL1;
            if (reported || fault.status().isExternal()) {
                // What the guest's own tables cannot explain is the hypervisor's to handle.
                throw element.memory().faults().of(fault, kind);
            }
            answer(fault);
        }
    }

    private void bothStages(TranslationContext context, long address, AccessKind kind) {
        AddressTranslation translation = element.memory().translation();
        try {
            answer(translation.translateUnchecked(TranslationRequest.inquiry(context, address, kind, null)));
        } catch (TranslationFault fault) {
            if (fault.status().isExternal()) {
                throw element.memory().faults().of(fault, kind);
            }
            answer(fault);
        }
    }

    private void answer(Translation result) {
        long par = (result.address() & PAR_ADDRESS)
                | (long) result.memoryAttribute() << PAR_ATTRIBUTE_SHIFT
                | (result.isDevice() ? PAR_OUTER_SHAREABLE : PAR_INNER_SHAREABLE)
                | (result.space() == PhysicalAddressSpace.NON_SECURE ? PAR_NON_SECURE : 0)
                | PAR_RES1;
        element.systemRegisters().set(SystemRegister.PAR_EL1, par);
    }

    private void answer(TranslationFault fault) {
        long par = PAR_FAILED
                | (long) fault.code() << PAR_STATUS_SHIFT
                | (fault.isSecondStageOfWalk() ? PAR_STAGE1_WALK : 0)
                | (fault.isSecondStage() ? PAR_STAGE2 : 0)
                | PAR_RES1;
        element.systemRegisters().set(SystemRegister.PAR_EL1, par);
    }
}

package dev.realmstep.rmm;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.mmu.AccessKind;
import dev.realmstep.cpu.mmu.TranslationStep;
import dev.realmstep.rmm.granule.GranuleMemory;
import dev.realmstep.rmm.rec.AbortSyndrome;
import dev.realmstep.rmm.rec.ExceptionInjection;
import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.Ripas;
import java.util.Optional;

/** Stage 2 aborts of a realm (RMM specification 1.0, A4.3.4 and A5.2.7). */
final class RealmAborts {
    private static final long PAGE_OFFSET = 0xFFF;

    private final RmmObserver observer;

    RealmAborts(RmmObserver observer) {
        this.observer = observer;
    }

    /** The REC's exit, or empty if the realm takes the abort itself. */
    Optional<RecExit> serve(ProcessingElement element, RealmExecutionContext rec, long syndrome) {
        AbortSyndrome abort = new AbortSyndrome(syndrome);
        long virtualAddress = element.systemRegisters().get(SystemRegister.FAR_EL2);
        if (abort.isExternal()) {
            return Optional.of(external(rec, abort, virtualAddress));
        }
        long page = element.systemRegisters().get(SystemRegister.HPFAR_EL2);
        long ipa = page >>> 4 << 12;
        RealmTranslationTables tables = rec.realm().tables();
        if (tables.isProtected(ipa, 1)) {
            boolean empty = tables.walk(new GranuleMemory(element), ipa, RealmTranslationTables.LAST_LEVEL)
                            .entry()
                            .ripas()
                    == Ripas.EMPTY;
            if (empty) {
                observer.abortInjected(rec.mpidr(), ipa, "its RIPAS is EMPTY");
            }
            return empty
                    ? injected(rec, abort, virtualAddress)
                    : Optional.of(new RecExit(ExitReason.SYNC)
                            .withSyndrome(abort.otherView())
                            .withFaultAddress(0, page));
        }
        if (!tables.contains(ipa)) {
            observer.abortInjected(rec.mpidr(), ipa, "it is outside of the IPA space");
            ExceptionInjection.addressSizeFault(
                    rec.registers(), abort, virtualAddress, firstStageLevel(element, abort, virtualAddress));
            return Optional.empty();
        }
        if (abort.isInstructionAbort()) {
            observer.abortInjected(rec.mpidr(), ipa, "no code may be in the unprotected half");
            return injected(rec, abort, virtualAddress);
        }
        return Optional.of(unprotected(rec, abort, virtualAddress, page));
    }

    /** The level of the descriptor of stage 1 from which the address came, 0 if stage 1 is off. */
    private static int firstStageLevel(ProcessingElement element, AbortSyndrome abort, long virtualAddress) {
        AccessKind kind = abort.isInstructionAbort() ? AccessKind.FETCH : AccessKind.READ;
        int level = 0;
        for (TranslationStep step : element.memory()
                .debug()
                .trace(ExceptionLevel.EL1, virtualAddress, kind)
                .steps()) {
            if (step instanceof TranslationStep.DescriptorRead read && read.stage() == 1) {
                level = read.level();
            }
        }
        return level;
    }

    /** An address that the realm gave up, or may not fetch from: a synchronous external abort, as on a real bus. */
    private static Optional<RecExit> injected(RealmExecutionContext rec, AbortSyndrome abort, long virtualAddress) {
        ExceptionInjection.externalAbort(rec.registers(), abort, virtualAddress);
        return Optional.empty();
    }

    /** The host learns that memory failed, not which: HPFAR_EL2 does not say so. */
    private static RecExit external(RealmExecutionContext rec, AbortSyndrome abort, long virtualAddress) {
        ExceptionInjection.externalAbort(rec.registers(), abort, virtualAddress);
        return new RecExit(ExitReason.SYNC).withSyndrome(abort.otherView());
    }

    private static RecExit unprotected(RealmExecutionContext rec, AbortSyndrome abort, long virtualAddress, long page) {
        if (!abort.isValid()) {
            rec.setPending(new PendingAnswer.UnprotectedAbort(abort.esr(), virtualAddress));
            return new RecExit(ExitReason.SYNC).withSyndrome(abort.otherView()).withFaultAddress(0, page);
        }
        rec.setPending(new PendingAnswer.EmulatableAbort(abort.esr(), virtualAddress));
        RecExit exit = new RecExit(ExitReason.SYNC)
                .withSyndrome(abort.emulatableView())
                .withFaultAddress(virtualAddress & PAGE_OFFSET, page);
        if (abort.isWrite()) {
            exit.withRegister(0, abort.stored(rec.registers().general(abort.register())));
        }
        return exit;
    }
}

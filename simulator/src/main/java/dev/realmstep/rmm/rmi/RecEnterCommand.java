package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.granule.GranuleOperand.REC;
import static dev.realmstep.rmm.rmi.Conditions.requireRec;

import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.AbortSyndrome;
import dev.realmstep.rmm.rec.ExceptionInjection;
import dev.realmstep.rmm.rec.HostInterrupts;
import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rec.RealmAddress;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.rec.RecEnter;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.rec.SavedRegisters;
import dev.realmstep.rmm.refusal.FoundState;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.refusal.RmiStatus;
import dev.realmstep.rmm.rtt.Ripas;
import java.util.Optional;

/** RMI_REC_ENTER: answers what the REC waits for, and lets it run. It has no result until the REC exits. */
public final class RecEnterCommand implements RmiCommand {
    private static final int INSTRUCTION_SIZE = 4;
    private static final int HOST_CALL_REGISTERS = 31;
    private static final int HOST_CALL_GPRS = 8;
    private static final long RSI_SUCCESS = 0;
    private static final long RSI_ERROR_INPUT = 1;
    private static final long RSI_ACCEPT = 0;
    private static final long RSI_REJECT = 1;

    private final RmmModel model;
    private final Conditions conditions;

    RecEnterCommand(RmmModel model) {
        this.model = model;
        this.conditions = new Conditions(model);
    }

    @Override
    public void execute(RmiCall call) throws RefusedException {
        long run = call.operand(2);
        // What the structure says is looked at later; that it can be read comes before all conditions on the REC.
        RecEnter enter = new RecEnter(conditions.readNonSecure(call, "run_ptr", "run", run, RecEnter.SIZE));
        RealmExecutionContext rec = conditions.rec(REC, call.operand(1));
        requireRec(!rec.isRunning(), "rec_state", REC, rec, "the REC runs on another processing element");
        requireActive(rec);
        requireRec(rec.isRunnable(), "rec_runnable", REC, rec, "the REC is powered off");
        requireRec(
                !(rec.pending() instanceof PendingAnswer.PsciCall),
                "rec_psci",
                REC,
                rec,
                "RMI_PSCI_COMPLETE has to answer the REC first");
        requireInterrupts(enter);
        requireAnswerable(rec, enter);
        Optional<RecExit> missing = missingForHostCall(call, rec);
        if (missing.isEmpty()) {
            answer(call, rec, enter);
            rec.setPending(PendingAnswer.None.NONE);
        }
        model.runner().enter(call.element(), rec, enter, run);
        if (missing.isPresent()) {
            exitAgain(call, rec, missing.get());
        }
    }

    /** The host may have taken away the memory that its answer to a host call belongs in: it gets a chance to mend that. */
    private static Optional<RecExit> missingForHostCall(RmiCall call, RealmExecutionContext rec) {
        return rec.pending() instanceof PendingAnswer.HostCall hostCall
                        && RealmAddress.of(rec.realm(), call.memory(), hostCall.structure())
                                instanceof RealmAddress.Absent absent
                ? Optional.of(RecExit.ofMissingMemory(hostCall.structure(), absent.level()))
                : Optional.empty();
    }

    /**
     * The REC leaves before its first instruction and waits for the same answer as before. It was on the element, so
     * that the host gets back what it has lent, and hears how the timers stand.
     */
    private void exitAgain(RmiCall call, RealmExecutionContext rec, RecExit exit) throws RefusedException {
        if (!model.runner().exit(call.element(), rec, exit)) {
            throw RefusedException.input(exitRefused(rec));
        }
    }

    /** Why the host does not hear of an exit: it has given the memory away in which it wants to. */
    public static Refusal exitRefused(RealmExecutionContext rec) {
        return new Refusal(
                "run_pas",
                "run_ptr",
                rec.runAddress(),
                FoundState.granule("not Non-secure"),
                "the exit cannot be written there any more");
    }

    private static void requireActive(RealmExecutionContext rec) throws RefusedException {
        RealmState state = rec.realm().state();
        if (state != RealmState.ACTIVE) {
            boolean isNew = state == RealmState.NEW;
            throw new RefusedException(
                    RmiStatus.ERROR_REALM,
                    isNew ? 0 : 1,
                    new Refusal(
                            isNew ? "realm_new" : "system_off",
                            REC.name(),
                            rec.granule(),
                            FoundState.realm(state.name()),
                            "the realm is " + state));
        }
    }

    private static void requireInterrupts(RecEnter enter) throws RefusedException {
        Optional<HostInterrupts.Objection> objection = enter.interrupts().objection();
        if (objection.isPresent()) {
            HostInterrupts.Objection reason = objection.get();
            throw new RefusedException(
                    RmiStatus.ERROR_REC,
                    0,
                    Refusal.ofValue("rec_gicv3", reason.field(), reason.value(), reason.explanation()));
        }
    }

    private static void requireAnswerable(RealmExecutionContext rec, RecEnter enter) throws RefusedException {
        PendingAnswer pending = rec.pending();
        boolean emulatable = pending instanceof PendingAnswer.EmulatableAbort;
        requireRec(
                !enter.emulatedMmio() || enter.injectsSea() || emulatable,
                "rec_mmio",
                REC,
                rec,
                "the last exit was no access that the host may emulate");
        requireRec(
                !enter.injectsSea() || emulatable || pending instanceof PendingAnswer.UnprotectedAbort,
                "rec_sea",
                REC,
                rec,
                "the last exit was no data access outside of the protected half");
    }

    private void answer(RmiCall call, RealmExecutionContext rec, RecEnter enter) {
        switch (rec.pending()) {
            case PendingAnswer.EmulatableAbort abort -> {
                if (enter.injectsSea()) {
                    ExceptionInjection.externalAbort(
                            rec.registers(), new AbortSyndrome(abort.syndrome()), abort.faultAddress());
                } else if (enter.emulatedMmio()) {
                    emulate(rec.registers(), new AbortSyndrome(abort.syndrome()), enter);
                }
            }
            case PendingAnswer.UnprotectedAbort abort -> {
                if (enter.injectsSea()) {
                    ExceptionInjection.externalAbort(
                            rec.registers(), new AbortSyndrome(abort.syndrome()), abort.faultAddress());
                }
            }
            case PendingAnswer.RipasChange change -> answerRipasChange(rec.registers(), change, enter);
            case PendingAnswer.HostCall hostCall -> answerHostCall(call, rec, hostCall, enter);
            case PendingAnswer.PsciCall psci ->
                throw new IllegalStateException("a REC that waits for PSCI was let in: " + psci);
            case PendingAnswer.None none -> {
                // Nothing to answer.
            }
        }
    }

    private static void emulate(SavedRegisters registers, AbortSyndrome abort, RecEnter enter) {
        if (!abort.isWrite()) {
            registers.setGeneral(abort.register(), abort.loaded(enter.register(0)));
        }
        registers.setProgramCounter(registers.programCounter() + INSTRUCTION_SIZE);
    }

    private static void answerRipasChange(SavedRegisters registers, PendingAnswer.RipasChange change, RecEnter enter) {
        boolean rejected = change.ripas() == Ripas.RAM && !change.isComplete() && enter.rejectsRipasChange();
        registers.setGeneral(0, RSI_SUCCESS);
        registers.setGeneral(1, change.next());
        registers.setGeneral(2, rejected ? RSI_REJECT : RSI_ACCEPT);
    }

    /** The realm may have given the memory of the structure up meanwhile; then there is nowhere to answer to. */
    private static void answerHostCall(
            RmiCall call, RealmExecutionContext rec, PendingAnswer.HostCall hostCall, RecEnter enter) {
        RealmAddress address = RealmAddress.of(rec.realm(), call.memory(), hostCall.structure());
        if (address instanceof RealmAddress.Memory structure) {
            for (int n = 0; n < HOST_CALL_REGISTERS; n++) {
                call.memory().write(structure.physicalAddress() + HOST_CALL_GPRS + 8L * n, enter.register(n));
            }
            rec.registers().setGeneral(0, RSI_SUCCESS);
        } else {
            rec.registers().setGeneral(0, RSI_ERROR_INPUT);
        }
    }
}

package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.granule.GranuleOperand.CALLING_REC;
import static dev.realmstep.rmm.granule.GranuleOperand.TARGET_REC;
import static dev.realmstep.rmm.rmi.Conditions.require;
import static dev.realmstep.rmm.rmi.Conditions.requireOfRec;

import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rec.PsciStatus;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.refusal.RmiStatus;

/** RMI_PSCI_COMPLETE: answers a PSCI call of one REC about another one. */
final class PsciCompleteCommand implements RmiCommand {
    private static final int ARGUMENTS = 3;

    private final Conditions conditions;

    PsciCompleteCommand(RmmModel model) {
        this.conditions = new Conditions(model);
    }

    @Override
    public void execute(RmiCall call) throws RefusedException {
        long callingGranule = call.operand(1);
        long targetGranule = call.operand(2);
        long status = call.operand(3);
        require(callingGranule != targetGranule, "alias", "target_rec", targetGranule, "it is the calling REC");
        RealmExecutionContext calling = conditions.rec(CALLING_REC, callingGranule);
        RealmExecutionContext target = conditions.rec(TARGET_REC, targetGranule);
        PendingAnswer.PsciCall pending = requirePending(calling);
        requireTarget(calling.realm() == target.realm(), "owner", target, "it is of another realm");
        requireTarget(
                target.mpidr() == pending.target(),
                "target",
                target,
                "the call is about MPIDR 0x%x, not 0x%x".formatted(pending.target(), target.mpidr()));
        require(
                PsciStatus.isHostAnswer(pending.function(), target.isRunnable(), status),
                "status",
                "status",
                status,
                "not an answer that the host may give about a REC that is " + (target.isRunnable() ? "on" : "off"));
        calling.setPending(PendingAnswer.None.NONE);
        calling.registers().setGeneral(0, result(pending, target, status));
        for (int n = 1; n <= ARGUMENTS; n++) {
            calling.registers().setGeneral(n, 0);
        }
    }

    private static PendingAnswer.PsciCall requirePending(RealmExecutionContext calling) throws RefusedException {
        if (calling.pending() instanceof PendingAnswer.PsciCall pending) {
            return pending;
        }
        throw Conditions.recRefused(
                RmiStatus.ERROR_INPUT, "pending", CALLING_REC, calling, "no PSCI call of this REC waits for an answer");
    }

    private static void requireTarget(boolean holds, String condition, RealmExecutionContext target, String explanation)
            throws RefusedException {
        requireOfRec(holds, RmiStatus.ERROR_INPUT, condition, TARGET_REC, target, explanation);
    }

    private static long result(PendingAnswer.PsciCall pending, RealmExecutionContext target, long status) {
        if (pending.function() == PsciStatus.AFFINITY_INFO) {
            return target.isRunnable() ? PsciStatus.AFFINITY_ON : PsciStatus.AFFINITY_OFF;
        }
        if (target.isRunnable()) {
            return PsciStatus.ALREADY_ON;
        }
        if (status == PsciStatus.SUCCESS) {
            target.registers().reset(target.mpidr(), pending.entry());
            target.registers().setGeneral(0, pending.context());
            target.setRunnable(true);
        }
        return status;
    }
}

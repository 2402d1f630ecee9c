package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;

import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rec.PsciStatus;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.refusal.RefusedException;

/** RMI_PSCI_COMPLETE: answers a PSCI call of one REC about another one. */
final class PsciCompleteCommand implements RmiCommand {
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
        RealmExecutionContext calling = conditions.rec("calling_rec", callingGranule);
        RealmExecutionContext target = conditions.rec("target_rec", targetGranule);
        if (!(calling.pending() instanceof PendingAnswer.PsciCall pending)) {
            require(false, "pending", "calling_rec", callingGranule, "no PSCI call of this REC waits for an answer");
            return;
        }
        require(calling.realm() == target.realm(), "owner", "target_rec", targetGranule, "it is of another realm");
        require(
                target.mpidr() == pending.target(),
                "target",
                "target_rec",
                targetGranule,
                "the call is about MPIDR 0x%x".formatted(pending.target()));
        require(
                PsciStatus.isHostAnswer(pending.function(), target.isRunnable(), status),
                "status",
                "status",
                status,
                "not an answer that the host may give");
        calling.setPending(PendingAnswer.None.NONE);
        calling.registers().setGeneral(0, result(pending, target, status));
        for (int n = 1; n <= 3; n++) {
            calling.registers().setGeneral(n, 0);
        }
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

package dev.realmstep.rmm.rmi;

import dev.realmstep.rmm.granule.GranuleOperand;
import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.refusal.FoundState;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RefusedException;

/** RMI_GRANULE_DELEGATE and RMI_GRANULE_UNDELEGATE: granules move between the normal world and the Realm world. */
final class GranuleCommands {
    private final RmmModel model;

    GranuleCommands(RmmModel model) {
        this.model = model;
    }

    void delegate(RmiCall call) throws RefusedException {
        long granule = call.operand(1);
        model.granules().require(GranuleOperand.GRANULE, granule, GranuleState.UNDELEGATED);
        if (!MonitorCalls.delegate(call.element(), granule)) {
            throw RefusedException.input(new Refusal(
                    "gran_gpt",
                    GranuleOperand.GRANULE.name(),
                    granule,
                    FoundState.granule("not Non-secure in the granule protection table"),
                    "the granule does not belong to the normal world"));
        }
        model.granules().set(granule, GranuleState.DELEGATED);
    }

    void undelegate(RmiCall call) throws RefusedException {
        long granule = call.operand(1);
        model.granules().require(GranuleOperand.GRANULE, granule, GranuleState.DELEGATED);
        call.memory().scrub(granule);
        if (!MonitorCalls.undelegate(call.element(), granule)) {
            throw new IllegalStateException("EL3 does not take granule 0x%x back".formatted(granule));
        }
        model.granules().set(granule, GranuleState.UNDELEGATED);
    }
}

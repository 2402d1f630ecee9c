package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;

import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.refusal.RefusedException;

/** RMI_GRANULE_DELEGATE and RMI_GRANULE_UNDELEGATE: granules move between the normal world and the Realm world. */
final class GranuleCommands {
    private final RmmModel model;

    GranuleCommands(RmmModel model) {
        this.model = model;
    }

    void delegate(RmiCall call) throws RefusedException {
        long granule = call.operand(1);
        model.granules().require("gran", granule, GranuleState.UNDELEGATED);
        require(
                MonitorCalls.delegate(call.element(), granule),
                "gran_pas",
                "gran",
                granule,
                "the granule does not belong to the normal world");
        model.granules().set(granule, GranuleState.DELEGATED);
    }

    void undelegate(RmiCall call) throws RefusedException {
        long granule = call.operand(1);
        model.granules().require("gran", granule, GranuleState.DELEGATED);
        call.memory().scrub(granule);
        if (!MonitorCalls.undelegate(call.element(), granule)) {
            throw new IllegalStateException("EL3 does not take granule 0x%x back".formatted(granule));
        }
        model.granules().set(granule, GranuleState.UNDELEGATED);
    }
}

package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;
import static dev.realmstep.rmm.rmi.Conditions.requireRec;

import dev.realmstep.rmm.granule.GranuleOperand;
import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.refusal.RefusedException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** RMI_REC_AUX_COUNT, RMI_REC_CREATE and RMI_REC_DESTROY. */
final class RecCommands {
    /**
     * An attestation token waits in the first; registers of a REC are kept beside simulated memory. The second is so that
     * hosts meet all conditions on auxiliary granules, one of which is about two of them.
     */
    private static final int AUXILIARY = 2;

    private final RmmModel model;
    private final Conditions conditions;

    RecCommands(RmmModel model) {
        this.model = model;
        this.conditions = new Conditions(model);
    }

    void auxiliaryCount(RmiCall call) throws RefusedException {
        conditions.realm(call.operand(1));
        call.setResult(1, AUXILIARY);
    }

    void create(RmiCall call) throws RefusedException {
        long granule = call.operand(2);
        RecParameters parameters = new RecParameters(
                conditions.readNonSecure(call, "params_ptr", "params", call.operand(3), RecParameters.SIZE));
        require(
                parameters.auxiliaryCount() == AUXILIARY,
                "num_aux",
                "num_aux",
                parameters.auxiliaryCount(),
                "a REC has %d auxiliary granules".formatted(AUXILIARY));
        model.granules().require(GranuleOperand.NEW_REC, granule, GranuleState.DELEGATED);
        Realm realm = conditions.realm(call.operand(1));
        List<Long> auxiliary = parameters.auxiliary(AUXILIARY);
        requireAuxiliary(auxiliary, granule);
        Conditions.requireState(realm, RealmState.NEW);
        requireRoom(realm);
        long next = RecParameters.mpidrOf(realm.recsCreated());
        require(
                parameters.mpidr() == next,
                "mpidr_index",
                "mpidr",
                parameters.mpidr(),
                "the next REC of the realm has MPIDR 0x%x".formatted(next));
        build(call, granule, realm, parameters, auxiliary);
    }

    private static void requireRoom(Realm realm) throws RefusedException {
        if (realm.recs() == FeatureRegister.MOST_RECS) {
            throw Conditions.realmRefused(
                    "num_recs",
                    realm,
                    "%s with %d RECs".formatted(realm.state(), realm.recs()),
                    "it has all the RECs that a realm can have");
        }
    }

    private void requireAuxiliary(List<Long> auxiliary, long rec) throws RefusedException {
        Set<Long> seen = new HashSet<>(Set.of(rec));
        for (long granule : auxiliary) {
            model.granules().require(GranuleOperand.AUXILIARY, granule, GranuleState.DELEGATED);
            require(seen.add(granule), "aux_alias", "aux", granule, "the granule is named twice, or is the REC");
        }
    }

    private void build(RmiCall call, long granule, Realm realm, RecParameters parameters, List<Long> auxiliary) {
        RealmExecutionContext rec = new RealmExecutionContext(
                granule,
                realm,
                parameters.mpidr(),
                auxiliary,
                parameters.isRunnable(),
                parameters.programCounter(),
                model.observer());
        long[] registers = parameters.registers();
        for (int n = 0; n < registers.length; n++) {
            rec.registers().setGeneral(n, registers[n]);
        }
        if (parameters.isRunnable()) {
            realm.measurements().measureRec(parameters.flags(), parameters.programCounter(), registers);
        }
        for (long aux : auxiliary) {
            call.memory().scrub(aux);
            model.granules().set(aux, GranuleState.REC_AUX);
        }
        call.memory().scrub(granule);
        model.granules().set(granule, GranuleState.REC);
        model.recs().add(rec);
        realm.addRec();
    }

    void destroy(RmiCall call) throws RefusedException {
        GranuleOperand operand = GranuleOperand.REC_POINTER;
        RealmExecutionContext rec = conditions.rec(operand, call.operand(1));
        requireRec(!rec.isRunning(), "rec_state", operand, rec, "the REC runs");
        for (long aux : rec.auxiliary()) {
            release(call, aux);
        }
        release(call, rec.granule());
        model.recs().remove(rec);
        rec.realm().removeRec();
    }

    private void release(RmiCall call, long granule) {
        call.memory().scrub(granule);
        model.granules().set(granule, GranuleState.DELEGATED);
    }
}

package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;
import static dev.realmstep.rmm.rmi.Conditions.requireRec;

import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.refusal.RmiStatus;
import java.util.HashSet;
import java.util.List;

/** RMI_REC_AUX_COUNT, RMI_REC_CREATE and RMI_REC_DESTROY. */
final class RecCommands {
    /** Registers of a REC are kept beside simulated memory, so that it needs no auxiliary granules. */
    private static final int AUXILIARY = 0;

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
        RecParameters parameters = readParameters(call, call.operand(3));
        require(
                parameters.auxiliaryCount() == AUXILIARY,
                "num_aux",
                "num_aux",
                parameters.auxiliaryCount(),
                "a REC has %d auxiliary granules".formatted(AUXILIARY));
        model.granules().require("rec", granule, GranuleState.DELEGATED);
        Realm realm = conditions.realm(call.operand(1));
        List<Long> auxiliary = parameters.auxiliary(AUXILIARY);
        requireAuxiliary(auxiliary, granule);
        requireRoom(realm);
        Conditions.requireState(realm, RealmState.NEW);
        long next = RecParameters.mpidrOf(realm.recsCreated());
        require(
                parameters.mpidr() == next,
                "mpidr_index",
                "mpidr",
                parameters.mpidr(),
                "the next REC of the realm has MPIDR 0x%x".formatted(next));
        build(granule, realm, parameters, auxiliary);
    }

    private static void requireRoom(Realm realm) throws RefusedException {
        if (realm.recsCreated() == FeatureRegister.MOST_RECS) {
            throw new RefusedException(
                    RmiStatus.ERROR_REALM,
                    0,
                    new Refusal("num_recs", "rd", realm.descriptor(), "it has had all the RECs that a realm can have"));
        }
    }

    private void requireAuxiliary(List<Long> auxiliary, long rec) throws RefusedException {
        for (long granule : auxiliary) {
            model.granules().require("aux", granule, GranuleState.DELEGATED);
            require(granule != rec, "aux_alias", "aux", granule, "it is the REC granule");
        }
        require(
                new HashSet<>(auxiliary).size() == auxiliary.size(),
                "aux_alias",
                "aux",
                rec,
                "two of the auxiliary granules are one");
    }

    private void build(long granule, Realm realm, RecParameters parameters, List<Long> auxiliary) {
        RealmExecutionContext rec = new RealmExecutionContext(
                granule, realm, parameters.mpidr(), auxiliary, parameters.isRunnable(), parameters.programCounter());
        long[] registers = parameters.registers();
        for (int n = 0; n < registers.length; n++) {
            rec.registers().setGeneral(n, registers[n]);
        }
        if (parameters.isRunnable()) {
            realm.measurements().measureRec(parameters.flags(), parameters.programCounter(), registers);
        }
        auxiliary.forEach(aux -> model.granules().set(aux, GranuleState.REC_AUX));
        model.granules().set(granule, GranuleState.REC);
        model.recs().add(rec);
        realm.addRec();
    }

    private RecParameters readParameters(RmiCall call, long address) throws RefusedException {
        conditions.requireNonSecure("params", address);
        try {
            return new RecParameters(call.memory().readNonSecure(address, RecParameters.SIZE));
        } catch (PhysicalAccessException e) {
            throw new RefusedException(
                    RmiStatus.ERROR_INPUT,
                    0,
                    new Refusal("params_pas", "params", address, String.valueOf(e.getMessage())));
        }
    }

    void destroy(RmiCall call) throws RefusedException {
        RealmExecutionContext rec = conditions.rec("rec", call.operand(1));
        requireRec(!rec.isRunning(), "rec_state", rec.granule(), "the REC runs");
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

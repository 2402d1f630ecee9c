package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;
import static dev.realmstep.rmm.rmi.Conditions.walkRefused;

import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.refusal.RmiStatus;
import dev.realmstep.rmm.rtt.Hipas;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.Ripas;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttWalk;

/** RMI_DATA_CREATE, _CREATE_UNKNOWN and _DESTROY: memory behind protected IPAs. */
final class DataCommands {
    private static final int LAST_LEVEL = RealmTranslationTables.LAST_LEVEL;
    private static final long MEASURE_CONTENT = 1;

    private final RmmModel model;
    private final Conditions conditions;

    DataCommands(RmmModel model) {
        this.model = model;
        this.conditions = new Conditions(model);
    }

    /** A granule with contents of the host's choice, before the realm is activated; both are measured. */
    void create(RmiCall call) throws RefusedException {
        long data = call.operand(2);
        long ipa = call.operand(3);
        long source = call.operand(4);
        long flags = call.operand(5);
        require(
                flags == 0 || flags == MEASURE_CONTENT,
                "flags_valid",
                "flags",
                flags,
                "contents are measured (1) or not (0), and other bits are reserved");
        conditions.requireNonSecure("src", source);
        model.granules().require("data", data, GranuleState.DELEGATED);
        Realm realm = conditions.realm(call.operand(1));
        Conditions.requireState(realm, RealmState.NEW);
        Conditions.requireProtectedEntry(realm, ipa, LAST_LEVEL);
        RttWalk walk = requireUnassigned(call, realm, ipa);
        byte[] contents = readSource(call, source);
        call.memory().write(data, contents);
        assign(call, walk, data, Ripas.RAM);
        realm.measurements().measureData(ipa, flags, flags == MEASURE_CONTENT ? contents : null);
    }

    /** A granule of zeroes; what the realm promised of the IPA (its RIPAS) stays. */
    void createUnknown(RmiCall call) throws RefusedException {
        long data = call.operand(2);
        long ipa = call.operand(3);
        model.granules().require("data", data, GranuleState.DELEGATED);
        Realm realm = conditions.realm(call.operand(1));
        Conditions.requireProtectedEntry(realm, ipa, LAST_LEVEL);
        RttWalk walk = requireUnassigned(call, realm, ipa);
        call.memory().scrub(data);
        assign(call, walk, data, walk.entry().ripas());
    }

    private static RttWalk requireUnassigned(RmiCall call, Realm realm, long ipa) throws RefusedException {
        RttWalk walk = realm.tables().walk(call.memory(), ipa, LAST_LEVEL);
        Conditions.requireLevel(walk, ipa, LAST_LEVEL);
        if (walk.entry().hipas() != Hipas.UNASSIGNED) {
            throw walkRefused("rtte_state", ipa, walk, "the IPA has memory already");
        }
        return walk;
    }

    private static byte[] readSource(RmiCall call, long source) throws RefusedException {
        try {
            return call.memory().readNonSecure(source, GranuleTable.GRANULE_SIZE);
        } catch (PhysicalAccessException e) {
            throw new RefusedException(
                    RmiStatus.ERROR_INPUT, 0, new Refusal("src_pas", "src", source, String.valueOf(e.getMessage())));
        }
    }

    private void assign(RmiCall call, RttWalk walk, long data, Ripas ripas) {
        call.memory()
                .write(
                        walk.location(),
                        RttEntry.assigned(ripas, data, LAST_LEVEL).descriptor());
        model.granules().set(data, GranuleState.DATA);
    }

    /** Takes memory away; where it was RAM, the realm sees it DESTROYED. */
    void destroy(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        long ipa = call.operand(2);
        Conditions.requireProtectedEntry(realm, ipa, LAST_LEVEL);
        RttWalk walk = realm.tables().walk(call.memory(), ipa, LAST_LEVEL);
        call.setResult(2, RealmTranslationTables.topOfNonLive(call.memory(), ipa, walk));
        Conditions.requireLevel(walk, ipa, LAST_LEVEL);
        if (walk.entry().hipas() != Hipas.ASSIGNED) {
            throw walkRefused("rtte_state", ipa, walk, "the IPA has no memory");
        }
        long data = walk.entry().address();
        Ripas left = walk.entry().ripas() == Ripas.RAM
                ? Ripas.DESTROYED
                : walk.entry().ripas();
        call.memory()
                .write(walk.location(), RttEntry.unassigned(left, LAST_LEVEL).descriptor());
        TlbMaintenance.invalidate(call.element(), realm, ipa);
        call.memory().scrub(data);
        model.granules().set(data, GranuleState.DELEGATED);
        call.setResult(1, data);
        call.setResult(2, RealmTranslationTables.topOfNonLive(call.memory(), ipa, walk));
    }
}

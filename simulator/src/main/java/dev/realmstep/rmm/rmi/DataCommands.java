package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;
import static dev.realmstep.rmm.rmi.RttConditions.walkRefused;

import dev.realmstep.rmm.granule.GranuleOperand;
import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.refusal.RefusedException;
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
    private final RttChanges changes;

    DataCommands(RmmModel model) {
        this.model = model;
        this.conditions = new Conditions(model);
        this.changes = new RttChanges(model);
    }

    /** A granule with contents of the host's choice, before the realm is activated; both are measured. */
    void create(RmiCall call) throws RefusedException {
        long data = call.operand(2);
        long ipa = call.operand(3);
        long flags = call.operand(5);
        require(
                flags == 0 || flags == MEASURE_CONTENT,
                "flags_valid",
                "flags",
                flags,
                "contents are measured (1) or not (0), and other bits are reserved");
        byte[] contents = conditions.readNonSecure(call, "src", "src", call.operand(4), GranuleTable.GRANULE_SIZE);
        model.granules().require(GranuleOperand.DATA, data, GranuleState.DELEGATED);
        Realm realm = conditions.realm(call.operand(1));
        Conditions.requireState(realm, RealmState.NEW);
        RttConditions.requireProtectedPage(realm, ipa);
        RttWalk walk = requireUnassigned(call, realm, ipa);
        call.memory().write(data, contents);
        assign(call, realm, ipa, walk, data, Ripas.RAM);
        realm.measurements().measureData(ipa, flags, flags == MEASURE_CONTENT ? contents : null);
    }

    /** A granule of zeroes; what the realm promised of the IPA (its RIPAS) stays. */
    void createUnknown(RmiCall call) throws RefusedException {
        long data = call.operand(2);
        long ipa = call.operand(3);
        model.granules().require(GranuleOperand.DATA, data, GranuleState.DELEGATED);
        Realm realm = conditions.realm(call.operand(1));
        RttConditions.requireProtectedPage(realm, ipa);
        RttWalk walk = requireUnassigned(call, realm, ipa);
        call.memory().scrub(data);
        assign(call, realm, ipa, walk, data, walk.entry().ripas());
    }

    private static RttWalk requireUnassigned(RmiCall call, Realm realm, long ipa) throws RefusedException {
        RttWalk walk = realm.tables().walk(call.memory(), ipa, LAST_LEVEL);
        RttConditions.requireLevel(walk, ipa, LAST_LEVEL);
        if (walk.entry().hipas() != Hipas.UNASSIGNED) {
            throw walkRefused("rtte_state", "ipa", ipa, walk, "the IPA has memory already");
        }
        return walk;
    }

    private void assign(RmiCall call, Realm realm, long ipa, RttWalk walk, long data, Ripas ripas) {
        changes.set(call, realm, ipa, walk, RttEntry.assigned(ripas, data, LAST_LEVEL));
        model.granules().set(data, GranuleState.DATA);
    }

    /** Takes memory away; where it was RAM, the realm sees it DESTROYED. */
    void destroy(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        long ipa = call.operand(2);
        RttConditions.requireProtectedPage(realm, ipa);
        RttWalk walk = realm.tables().walk(call.memory(), ipa, LAST_LEVEL);
        call.setResult(2, RealmTranslationTables.topOfNonLive(call.memory(), ipa, walk));
        RttConditions.requireLevel(walk, ipa, LAST_LEVEL);
        if (walk.entry().hipas() != Hipas.ASSIGNED) {
            throw walkRefused("rtte_state", "ipa", ipa, walk, "the IPA has no memory");
        }
        long data = walk.entry().address();
        Ripas left = walk.entry().ripas() == Ripas.RAM
                ? Ripas.DESTROYED
                : walk.entry().ripas();
        changes.set(call, realm, ipa, walk, RttEntry.unassigned(left, LAST_LEVEL));
        TlbMaintenance.invalidate(call.element(), realm, ipa);
        call.memory().scrub(data);
        model.granules().set(data, GranuleState.DELEGATED);
        call.setResult(1, data);
        call.setResult(2, RealmTranslationTables.topOfNonLive(call.memory(), ipa, walk));
    }
}

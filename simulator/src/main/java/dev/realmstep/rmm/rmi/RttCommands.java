package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.RttConditions.requireEntry;
import static dev.realmstep.rmm.rmi.RttConditions.requireTableLevel;
import static dev.realmstep.rmm.rmi.RttConditions.walkRefused;

import dev.realmstep.rmm.granule.GranuleOperand;
import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.Ripas;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttFold;
import dev.realmstep.rmm.rtt.RttWalk;
import java.util.Optional;

/** RMI_RTT_CREATE, _DESTROY, _FOLD and _READ_ENTRY: the tables themselves. */
final class RttCommands {
    private final RmmModel model;
    private final Conditions conditions;
    private final RttChanges changes;

    RttCommands(RmmModel model) {
        this.model = model;
        this.conditions = new Conditions(model);
        this.changes = new RttChanges(model);
    }

    void create(RmiCall call) throws RefusedException {
        long rtt = call.operand(2);
        long ipa = call.operand(3);
        model.granules().require(GranuleOperand.RTT, rtt, GranuleState.DELEGATED);
        Realm realm = conditions.realm(call.operand(1));
        int level = requireTableLevel(realm, call.operand(4));
        requireEntry(realm, ipa, level - 1);
        RttWalk parent = realm.tables().walk(call.memory(), ipa, level - 1);
        RttConditions.requireLevel(parent, ipa, level - 1);
        if (parent.entry().isTable()) {
            throw walkRefused("rtte_state", "ipa", ipa, parent, "there is a table already");
        }
        RealmTranslationTables.fill(call.memory(), rtt, parent.entry());
        changes.set(call, realm, ipa, parent, RttEntry.table(rtt, level - 1));
        if (parent.entry().isLive()) {
            TlbMaintenance.invalidate(call.element(), realm, ipa);
        }
        model.granules().set(rtt, GranuleState.RTT);
    }

    void destroy(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        long ipa = call.operand(2);
        int level = requireTableLevel(realm, call.operand(3));
        requireEntry(realm, ipa, level - 1);
        RttWalk parent = realm.tables().walk(call.memory(), ipa, level - 1);
        call.setResult(2, RealmTranslationTables.topOfNonLive(call.memory(), ipa, parent));
        RttConditions.requireLevel(parent, ipa, level - 1);
        if (!parent.entry().isTable()) {
            throw walkRefused("rtte_state", "ipa", ipa, parent, "there is no table");
        }
        long rtt = parent.entry().address();
        Optional<RttWalk> live = RealmTranslationTables.firstLive(call.memory(), rtt, level);
        if (live.isPresent()) {
            call.setResult(2, ipa);
            throw walkRefused("rtt_live", "ipa", ipa, live.get(), "the table is not empty");
        }
        RttEntry gone = realm.tables().isProtected(ipa, 1)
                ? RttEntry.unassigned(Ripas.DESTROYED, level - 1)
                : RttEntry.unassignedNonSecure(level - 1);
        replaceTable(call, realm, ipa, parent, gone);
        call.setResult(2, RealmTranslationTables.topOfNonLive(call.memory(), ipa, parent));
    }

    void fold(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        long ipa = call.operand(2);
        int level = requireTableLevel(realm, call.operand(3));
        requireEntry(realm, ipa, level - 1);
        RttWalk parent = realm.tables().walk(call.memory(), ipa, level - 1);
        RttConditions.requireLevel(parent, ipa, level - 1);
        if (!parent.entry().isTable()) {
            throw walkRefused("rtte_state", "ipa", ipa, parent, "there is no table");
        }
        long rtt = parent.entry().address();
        Optional<RttWalk> obstacle = RttFold.obstacle(call.memory(), rtt, level);
        if (obstacle.isPresent()) {
            throw walkRefused("rtt_homo", "ipa", ipa, obstacle.get(), "an entry keeps the table from folding");
        }
        replaceTable(call, realm, ipa, parent, RttFold.fold(call.memory(), rtt, level));
    }

    private void replaceTable(RmiCall call, Realm realm, long ipa, RttWalk parent, RttEntry entry) {
        long rtt = parent.entry().address();
        changes.set(call, realm, ipa, parent, entry);
        TlbMaintenance.invalidate(call.element(), realm, ipa);
        call.memory().scrub(rtt);
        model.granules().set(rtt, GranuleState.DELEGATED);
        call.setResult(1, rtt);
    }

    void readEntry(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        long ipa = call.operand(2);
        int level = RttConditions.requireEntryLevel(realm, call.operand(3));
        requireEntry(realm, ipa, level);
        RttEntry entry = realm.tables().walk(call.memory(), ipa, level).entry();
        call.setResult(1, entry.level());
        call.setResult(2, entry.hipas().ordinal());
        call.setResult(3, entry.hostView());
        call.setResult(4, entry.ripas().ordinal());
    }
}

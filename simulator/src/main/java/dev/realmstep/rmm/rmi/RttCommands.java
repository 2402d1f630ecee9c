package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;
import static dev.realmstep.rmm.rmi.Conditions.walkRefused;

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
    private static final int LAST_LEVEL = RealmTranslationTables.LAST_LEVEL;

    private final RmmModel model;
    private final Conditions conditions;

    RttCommands(RmmModel model) {
        this.model = model;
        this.conditions = new Conditions(model);
    }

    void create(RmiCall call) throws RefusedException {
        long rtt = call.operand(2);
        long ipa = call.operand(3);
        model.granules().require("rtt", rtt, GranuleState.DELEGATED);
        Realm realm = conditions.realm(call.operand(1));
        int level = requireTableLevel(realm, call.operand(4));
        requireEntry(realm, ipa, level - 1);
        RttWalk parent = realm.tables().walk(call.memory(), ipa, level - 1);
        Conditions.requireLevel(parent, ipa, level - 1);
        if (parent.entry().isTable()) {
            throw walkRefused("rtte_state", ipa, parent, "there is a table already");
        }
        RealmTranslationTables.fill(call.memory(), rtt, parent.entry());
        call.memory().write(parent.location(), RttEntry.table(rtt, level - 1).descriptor());
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
        Conditions.requireLevel(parent, ipa, level - 1);
        if (!parent.entry().isTable()) {
            throw walkRefused("rtte_state", ipa, parent, "there is no table");
        }
        long rtt = parent.entry().address();
        if (RealmTranslationTables.isLive(call.memory(), rtt, level)) {
            call.setResult(2, ipa);
            RttWalk child = new RttWalk(rtt, 0, RealmTranslationTables.entry(call.memory(), rtt, 0, level));
            throw walkRefused("rtt_live", ipa, child, "the table is not empty");
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
        Conditions.requireLevel(parent, ipa, level - 1);
        if (!parent.entry().isTable()) {
            throw walkRefused("rtte_state", ipa, parent, "there is no table");
        }
        long rtt = parent.entry().address();
        Optional<RttEntry> folded = RttFold.fold(call.memory(), rtt, level);
        if (folded.isEmpty()) {
            RttWalk child = new RttWalk(rtt, 0, RealmTranslationTables.entry(call.memory(), rtt, 0, level));
            throw walkRefused("rtt_homo", ipa, child, "the entries of the table differ");
        }
        replaceTable(call, realm, ipa, parent, folded.get());
    }

    private void replaceTable(RmiCall call, Realm realm, long ipa, RttWalk parent, RttEntry entry) {
        long rtt = parent.entry().address();
        call.memory().write(parent.location(), entry.descriptor());
        TlbMaintenance.invalidate(call.element(), realm, ipa);
        call.memory().scrub(rtt);
        model.granules().set(rtt, GranuleState.DELEGATED);
        call.setResult(1, rtt);
    }

    void readEntry(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        long ipa = call.operand(2);
        long level = call.operand(3);
        int start = realm.tables().startLevel();
        require(
                level >= start && level <= LAST_LEVEL,
                "level_bound",
                "level",
                level,
                "the realm has levels %d to %d".formatted(start, LAST_LEVEL));
        requireEntry(realm, ipa, (int) level);
        RttEntry entry = realm.tables().walk(call.memory(), ipa, (int) level).entry();
        call.setResult(1, entry.level());
        call.setResult(2, entry.hipas().ordinal());
        call.setResult(3, entry.hostView());
        call.setResult(4, entry.ripas().ordinal());
    }

    /** The level of a table that may come and go: below the start tables. */
    private static int requireTableLevel(Realm realm, long level) throws RefusedException {
        int start = realm.tables().startLevel();
        require(
                level > start && level <= LAST_LEVEL,
                "level_bound",
                "level",
                level,
                "tables may be made at levels %d to %d".formatted(start + 1, LAST_LEVEL));
        return (int) level;
    }

    private static void requireEntry(Realm realm, long ipa, int level) throws RefusedException {
        require(
                realm.tables().contains(ipa),
                "ipa_bound",
                "ipa",
                ipa,
                "outside of the realm's %d bits".formatted(realm.tables().ipaBits()));
        require(
                realm.tables().isEntryAddress(ipa, level),
                "ipa_align",
                "ipa",
                ipa,
                "not a multiple of 0x%x, what an entry of level %d maps".formatted(RttEntry.mappedBytes(level), level));
    }
}

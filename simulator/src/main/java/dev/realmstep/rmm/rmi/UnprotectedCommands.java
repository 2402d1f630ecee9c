package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;
import static dev.realmstep.rmm.rmi.Conditions.walkRefused;

import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.rtt.Hipas;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttWalk;

/** RMI_RTT_MAP_UNPROTECTED and _UNMAP_UNPROTECTED: memory that host and realm share. */
final class UnprotectedCommands {
    private static final int FIRST_BLOCK_LEVEL = 1;
    private static final int LAST_LEVEL = RealmTranslationTables.LAST_LEVEL;

    private final Conditions conditions;

    UnprotectedCommands(RmmModel model) {
        this.conditions = new Conditions(model);
    }

    void map(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        long ipa = call.operand(2);
        long descriptor = call.operand(4);
        int level = requireUnprotectedEntry(realm, ipa, call.operand(3));
        require(
                RttEntry.isHostDescriptor(descriptor, level),
                "desc_bound",
                "desc",
                descriptor,
                "it has bits that are not the host's, reserved MemAttr, or an address not aligned for level " + level);
        RttWalk walk = realm.tables().walk(call.memory(), ipa, level);
        Conditions.requireLevel(walk, ipa, level);
        if (walk.entry().hipas() != Hipas.UNASSIGNED) {
            throw walkRefused("rtte_state", ipa, walk, "the IPA is mapped already");
        }
        call.memory()
                .write(
                        walk.location(),
                        RttEntry.assignedNonSecure(descriptor, level).descriptor());
    }

    void unmap(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        long ipa = call.operand(2);
        int level = requireUnprotectedEntry(realm, ipa, call.operand(3));
        RttWalk walk = realm.tables().walk(call.memory(), ipa, level);
        call.setResult(1, RealmTranslationTables.topOfNonLive(call.memory(), ipa, walk));
        Conditions.requireLevel(walk, ipa, level);
        if (walk.entry().hipas() != Hipas.ASSIGNED) {
            throw walkRefused("rtte_state", ipa, walk, "the IPA is not mapped");
        }
        call.memory().write(walk.location(), RttEntry.unassignedNonSecure(level).descriptor());
        TlbMaintenance.invalidate(call.element(), realm, ipa);
        call.setResult(1, RealmTranslationTables.topOfNonLive(call.memory(), ipa, walk));
    }

    private static int requireUnprotectedEntry(Realm realm, long ipa, long level) throws RefusedException {
        require(
                level >= FIRST_BLOCK_LEVEL && level <= LAST_LEVEL,
                "level_bound",
                "level",
                level,
                "memory is mapped at levels %d to %d".formatted(FIRST_BLOCK_LEVEL, LAST_LEVEL));
        require(
                realm.tables().contains(ipa) && !realm.tables().isProtected(ipa, 1),
                "ipa_bound",
                "ipa",
                ipa,
                "not in the unprotected half, which begins at 0x%x"
                        .formatted(realm.tables().unprotectedBase()));
        require(
                realm.tables().isEntryAddress(ipa, (int) level),
                "ipa_align",
                "ipa",
                ipa,
                "not the address of an entry of level " + level);
        return (int) level;
    }
}

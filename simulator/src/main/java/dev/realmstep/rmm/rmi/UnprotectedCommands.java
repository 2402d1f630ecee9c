package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;
import static dev.realmstep.rmm.rmi.RttConditions.walkRefused;

import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.rtt.Hipas;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttWalk;

/** RMI_RTT_MAP_UNPROTECTED and _UNMAP_UNPROTECTED: memory that host and realm share. */
final class UnprotectedCommands {
    private final Conditions conditions;
    private final RttChanges changes;

    UnprotectedCommands(RmmModel model) {
        this.conditions = new Conditions(model);
        this.changes = new RttChanges(model);
    }

    void map(RmiCall call) throws RefusedException {
        long ipa = call.operand(2);
        long descriptor = call.operand(4);
        require(
                RttEntry.isHostDescriptor(descriptor),
                "attr_valid",
                "desc",
                descriptor,
                "it has bits that are not the host's, or reserved MemAttr");
        Realm realm = conditions.realm(call.operand(1));
        int level = RttConditions.requireBlockOrPageLevel(realm, call.operand(3));
        require(
                RttEntry.isAddressAligned(descriptor, level),
                "addr_align",
                "desc",
                descriptor,
                "its address is not a multiple of 0x%x, what an entry of level %d maps"
                        .formatted(RttEntry.mappedBytes(level), level));
        RttConditions.requireUnprotectedEntry(realm, ipa, level);
        RttWalk walk = realm.tables().walk(call.memory(), ipa, level);
        RttConditions.requireLevel(walk, ipa, level);
        if (walk.entry().hipas() != Hipas.UNASSIGNED) {
            throw walkRefused("rtte_state", "ipa", ipa, walk, "the IPA is mapped already");
        }
        changes.set(call, realm, ipa, walk, RttEntry.assignedNonSecure(descriptor, level));
    }

    void unmap(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        long ipa = call.operand(2);
        int level = RttConditions.requireBlockOrPageLevel(realm, call.operand(3));
        RttConditions.requireUnprotectedEntry(realm, ipa, level);
        RttWalk walk = realm.tables().walk(call.memory(), ipa, level);
        call.setResult(1, RealmTranslationTables.topOfNonLive(call.memory(), ipa, walk));
        RttConditions.requireLevel(walk, ipa, level);
        if (walk.entry().hipas() != Hipas.ASSIGNED) {
            throw walkRefused("rtte_state", "ipa", ipa, walk, "the IPA is not mapped");
        }
        changes.set(call, realm, ipa, walk, RttEntry.unassignedNonSecure(level));
        TlbMaintenance.invalidate(call.element(), realm, ipa);
        call.setResult(1, RealmTranslationTables.topOfNonLive(call.memory(), ipa, walk));
    }
}

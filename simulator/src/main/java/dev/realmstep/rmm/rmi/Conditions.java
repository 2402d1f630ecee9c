package dev.realmstep.rmm.rmi;

import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.refusal.RmiStatus;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttWalk;

/** Failure conditions that many commands share (RMM specification 1.0, B4.3). */
final class Conditions {
    private final RmmModel model;

    Conditions(RmmModel model) {
        this.model = model;
    }

    /** The realm of an operand {@code rd}. */
    Realm realm(long rd) throws RefusedException {
        model.granules().require("rd", rd, GranuleState.RD);
        return model.realms().get(rd);
    }

    /** The REC of an operand. */
    RealmExecutionContext rec(String operand, long granule) throws RefusedException {
        model.granules().require(operand, granule, GranuleState.REC);
        return model.recs().get(granule);
    }

    /** A granule of the normal world that the host offers for reading or writing. */
    void requireNonSecure(String operand, long granule) throws RefusedException {
        require(GranuleTable.isAligned(granule), operand + "_align", operand, granule, "not a multiple of 4 KiB");
        require(
                model.granules().isManaged(granule),
                operand + "_bound",
                operand,
                granule,
                "not a granule of the normal world's RAM");
        GranuleState found = model.granules().state(granule);
        require(found == GranuleState.UNDELEGATED, operand + "_pas", operand, granule, "the granule is " + found);
    }

    static void requireState(Realm realm, RealmState wanted) throws RefusedException {
        if (realm.state() != wanted) {
            throw new RefusedException(
                    RmiStatus.ERROR_REALM,
                    0,
                    new Refusal(
                            "realm_state",
                            "rd",
                            realm.descriptor(),
                            "the realm is %s, not %s".formatted(realm.state(), wanted)));
        }
    }

    /** Requires an IPA to be that of an entry of a level, in the protected half. */
    static void requireProtectedEntry(Realm realm, long ipa, int level) throws RefusedException {
        require(
                (ipa & (RttEntry.mappedBytes(level) - 1)) == 0,
                "ipa_align",
                "ipa",
                ipa,
                "not the address of an entry of level " + level);
        require(
                realm.tables().isProtected(ipa, 1),
                "ipa_bound",
                "ipa",
                ipa,
                "not in the protected half, which ends at 0x%x"
                        .formatted(realm.tables().unprotectedBase()));
    }

    /** Requires a walk to have come to its level. */
    static void requireLevel(RttWalk walk, long ipa, int level) throws RefusedException {
        if (walk.level() != level) {
            throw walkRefused("rtt_walk", ipa, walk, "the walk ends at level %d of %d".formatted(walk.level(), level));
        }
    }

    /** Where a walk came does not allow the command. */
    static RefusedException walkRefused(String condition, long ipa, RttWalk walk, String found) {
        return new RefusedException(
                RmiStatus.ERROR_RTT, walk.level(), new Refusal(condition, "ipa", ipa, found + ": " + walk.entry()));
    }

    /** Requires what else would be ERROR_INPUT. */
    static void require(boolean holds, String condition, String operand, long value, String found)
            throws RefusedException {
        if (!holds) {
            throw new RefusedException(RmiStatus.ERROR_INPUT, 0, new Refusal(condition, operand, value, found));
        }
    }

    /** Requires what else would be ERROR_REC. */
    static void requireRec(boolean holds, String condition, long rec, String found) throws RefusedException {
        if (!holds) {
            throw new RefusedException(RmiStatus.ERROR_REC, 0, new Refusal(condition, "rec", rec, found));
        }
    }
}

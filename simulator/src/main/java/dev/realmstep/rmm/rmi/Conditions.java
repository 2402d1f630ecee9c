package dev.realmstep.rmm.rmi;

import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.rmm.granule.GranuleOperand;
import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.refusal.FoundState;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.refusal.RmiStatus;

/** Failure conditions that many commands share (RMM specification 1.0, B4.3). */
final class Conditions {
    private final RmmModel model;

    Conditions(RmmModel model) {
        this.model = model;
    }

    /** The realm of an operand {@code rd}. */
    Realm realm(long rd) throws RefusedException {
        model.granules().require(GranuleOperand.RD, rd, GranuleState.RD);
        return model.realms().get(rd);
    }

    /** The REC of an operand. */
    RealmExecutionContext rec(GranuleOperand operand, long granule) throws RefusedException {
        model.granules().require(operand, granule, GranuleState.REC);
        return model.recs().get(granule);
    }

    /**
     * Reads from the start of a granule of the normal world that the host points to.
     *
     * @param operand its name in the specification
     * @param prefix of the conditions on it
     */
    byte[] readNonSecure(RmiCall call, String operand, String prefix, long granule, int bytes) throws RefusedException {
        require(GranuleTable.isAligned(granule), prefix + "_align", operand, granule, "not a multiple of 4 KiB");
        require(
                model.granules().isManaged(granule),
                prefix + "_bound",
                operand,
                granule,
                "not a granule of the normal world's RAM");
        GranuleState state = model.granules().state(granule);
        if (state != GranuleState.UNDELEGATED) {
            throw notNonSecure(operand, prefix, granule, state.name(), "the granule is " + state);
        }
        try {
            return call.memory().readNonSecure(granule, bytes);
        } catch (PhysicalAccessException e) {
            // The granule is not the Realm world's, and still not the normal world's.
            throw notNonSecure(operand, prefix, granule, "not Non-secure", String.valueOf(e.getMessage()));
        }
    }

    /** {@code _pas}: the Non-secure address space does not give access to a granule. */
    static RefusedException notNonSecure(
            String operand, String prefix, long granule, String state, String explanation) {
        return RefusedException.input(
                new Refusal(prefix + "_pas", operand, granule, FoundState.granule(state), explanation));
    }

    static void requireState(Realm realm, RealmState wanted) throws RefusedException {
        if (realm.state() != wanted) {
            throw realmRefused(
                    "realm_state",
                    realm,
                    realm.state().name(),
                    "the realm is %s, not %s".formatted(realm.state(), wanted));
        }
    }

    /** An attribute of the realm of an operand {@code rd} does not allow the command. */
    static RefusedException realmRefused(String condition, Realm realm, String found, String explanation) {
        return new RefusedException(
                RmiStatus.ERROR_REALM,
                0,
                new Refusal(
                        condition, GranuleOperand.RD.name(), realm.descriptor(), FoundState.realm(found), explanation));
    }

    /** Requires of an operand's value, or of a field's, what else would be ERROR_INPUT. */
    static void require(boolean holds, String condition, String operand, long value, String explanation)
            throws RefusedException {
        if (!holds) {
            throw RefusedException.input(Refusal.ofValue(condition, operand, value, explanation));
        }
    }

    /** Requires of a REC what else would be ERROR_REC. */
    static void requireRec(
            boolean holds, String condition, GranuleOperand operand, RealmExecutionContext rec, String explanation)
            throws RefusedException {
        requireOfRec(holds, RmiStatus.ERROR_REC, condition, operand, rec, explanation);
    }

    /** Requires of a REC what else would be a refusal with a status. */
    static void requireOfRec(
            boolean holds,
            RmiStatus status,
            String condition,
            GranuleOperand operand,
            RealmExecutionContext rec,
            String explanation)
            throws RefusedException {
        if (!holds) {
            throw recRefused(status, condition, operand, rec, explanation);
        }
    }

    /** An attribute of a REC does not allow the command. */
    static RefusedException recRefused(
            RmiStatus status, String condition, GranuleOperand operand, RealmExecutionContext rec, String explanation) {
        return new RefusedException(
                status,
                0,
                new Refusal(condition, operand.name(), rec.granule(), FoundState.rec(rec.describe()), explanation));
    }
}

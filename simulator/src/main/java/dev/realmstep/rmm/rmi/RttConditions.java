package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;

import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.refusal.FoundState;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.refusal.RmiStatus;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttWalk;

/** Failure conditions on levels, addresses and entries of realm translation tables (RMM specification 1.0, B4.3). */
final class RttConditions {
    private static final int LAST_LEVEL = RealmTranslationTables.LAST_LEVEL;
    private static final int FIRST_BLOCK_LEVEL = 1;

    private RttConditions() {}

    /** The level of a table that may come and go: below the start tables. */
    static int requireTableLevel(Realm realm, long level) throws RefusedException {
        return requireLevelFrom(realm.tables().startLevel() + 1, level, "tables are made at");
    }

    /** A level that the realm has tables of. */
    static int requireEntryLevel(Realm realm, long level) throws RefusedException {
        return requireLevelFrom(realm.tables().startLevel(), level, "the realm has");
    }

    /** A level at which the realm can have blocks or pages. */
    static int requireBlockOrPageLevel(Realm realm, long level) throws RefusedException {
        int first = Math.max(FIRST_BLOCK_LEVEL, realm.tables().startLevel());
        return requireLevelFrom(first, level, "memory is mapped at");
    }

    private static int requireLevelFrom(int first, long level, String what) throws RefusedException {
        require(
                level >= first && level <= LAST_LEVEL,
                "level_bound",
                "level",
                level,
                "%s levels %d to %d".formatted(what, first, LAST_LEVEL));
        return (int) level;
    }

    /** Requires an IPA to be that of an entry of a level, anywhere in the IPA space. */
    static void requireEntry(Realm realm, long ipa, int level) throws RefusedException {
        requireInSpace(realm, ipa);
        requireAligned(ipa, level);
    }

    /** Requires an IPA to be that of a page in the protected half. */
    static void requireProtectedPage(Realm realm, long ipa) throws RefusedException {
        requireAligned(ipa, LAST_LEVEL);
        require(
                realm.tables().isProtected(ipa, 1),
                "ipa_bound",
                "ipa",
                ipa,
                "not in the protected half, which ends at 0x%x"
                        .formatted(realm.tables().unprotectedBase()));
    }

    /** Requires an IPA to be that of an entry of a level in the unprotected half. */
    static void requireUnprotectedEntry(Realm realm, long ipa, int level) throws RefusedException {
        requireAligned(ipa, level);
        requireInSpace(realm, ipa);
        require(
                !realm.tables().isProtected(ipa, 1),
                "ipa_bound",
                "ipa",
                ipa,
                "not in the unprotected half, which begins at 0x%x"
                        .formatted(realm.tables().unprotectedBase()));
    }

    private static void requireInSpace(Realm realm, long ipa) throws RefusedException {
        require(
                realm.tables().contains(ipa),
                "ipa_bound",
                "ipa",
                ipa,
                "outside of the realm's %d bits".formatted(realm.tables().ipaBits()));
    }

    private static void requireAligned(long ipa, int level) throws RefusedException {
        require(
                RealmTranslationTables.isEntryAddress(ipa, level),
                "ipa_align",
                "ipa",
                ipa,
                "not a multiple of 0x%x, what an entry of level %d maps".formatted(RttEntry.mappedBytes(level), level));
    }

    /** Requires a walk to have come to its level. */
    static void requireLevel(RttWalk walk, long ipa, int level) throws RefusedException {
        if (walk.level() != level) {
            throw walkRefused(
                    "rtt_walk", "ipa", ipa, walk, "the walk ends at level %d of %d".formatted(walk.level(), level));
        }
    }

    /** Where a walk came does not allow the command. */
    static RefusedException walkRefused(String condition, String operand, long ipa, RttWalk walk, String explanation) {
        return new RefusedException(
                RmiStatus.ERROR_RTT,
                walk.level(),
                new Refusal(
                        condition,
                        operand,
                        ipa,
                        FoundState.rttEntry(walk.entry().toString()),
                        "%s: %s".formatted(explanation, walk.entry())));
    }
}

package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;
import static dev.realmstep.rmm.rmi.Conditions.requireRec;
import static dev.realmstep.rmm.rmi.Conditions.walkRefused;

import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.rtt.Hipas;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.Ripas;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttWalk;
import java.util.Optional;

/** RMI_RTT_INIT_RIPAS and RMI_RTT_SET_RIPAS: what the realm may count on of its addresses. */
final class RipasCommands {
    private static final int LAST_LEVEL = RealmTranslationTables.LAST_LEVEL;

    private final Conditions conditions;

    RipasCommands(RmmModel model) {
        this.conditions = new Conditions(model);
    }

    /** Before activation: EMPTY addresses become RAM; each entry is measured. */
    void initialize(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        long base = call.operand(2);
        long top = call.operand(3);
        requireRange(realm, base, top);
        Conditions.requireState(realm, RealmState.NEW);
        call.setResult(1, change(call, realm, base, top, new Initialization(realm)));
    }

    /** While the realm runs, at its request, as far as it asked. */
    void set(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        RealmExecutionContext rec = conditions.rec("rec", call.operand(2));
        long base = call.operand(3);
        long top = call.operand(4);
        requireRec(!rec.isRunning(), "rec_state", rec.granule(), "the REC runs");
        requireRec(rec.realm() == realm, "rec_owner", rec.granule(), "the REC belongs to another realm");
        PendingAnswer.RipasChange change = rec.pendingRipasChange();
        require(change != null && base == change.next(), "base_bound", "base", base, asked(change));
        require(change != null && top <= change.top() && top > base, "top_bound", "top", top, asked(change));
        require(GranuleTable.isAligned(top), "top_align", "top", top, "not a multiple of 4 KiB");
        if (change != null) {
            long done = change(call, realm, base, top, new Request(call, realm, change));
            rec.setPending(change.doneUpTo(done));
            call.setResult(1, done);
        }
    }

    private static String asked(PendingAnswer.@org.jspecify.annotations.Nullable RipasChange change) {
        return change == null
                ? "the REC does not ask for a RIPAS change"
                : "the REC asks for 0x%x .. 0x%x".formatted(change.next(), change.top());
    }

    private static void requireRange(Realm realm, long base, long top) throws RefusedException {
        require(GranuleTable.isAligned(base), "base_align", "base", base, "not a multiple of 4 KiB");
        require(GranuleTable.isAligned(top), "top_align", "top", top, "not a multiple of 4 KiB");
        require(Long.compareUnsigned(base, top) < 0, "size_valid", "top", top, "not above the base");
        require(
                realm.tables().isProtected(base, top - base),
                "top_bound",
                "top",
                top,
                "beyond the protected half, which ends at 0x%x"
                        .formatted(realm.tables().unprotectedBase()));
    }

    /** What becomes of one entry. */
    private interface EntryChange {
        /** The entry instead, or empty if the change stops in front of this one. */
        Optional<RttEntry> apply(RttEntry entry, long ipa);
    }

    /**
     * Changes the entries of one table from base on.
     *
     * @return the IPA behind the last entry that was changed
     */
    private static long change(RmiCall call, Realm realm, long base, long top, EntryChange rule)
            throws RefusedException {
        RttWalk walk = realm.tables().walk(call.memory(), base, LAST_LEVEL);
        long mapped = RttEntry.mappedBytes(walk.level());
        if ((base & (mapped - 1)) != 0) {
            throw walkRefused("rtt_walk", base, walk, "the entry maps more than what is to be changed");
        }
        long ipa = base;
        for (int index = walk.index(); index < RealmTranslationTables.ENTRIES && ipa + mapped <= top; index++) {
            RttEntry entry = RealmTranslationTables.entry(call.memory(), walk.table(), index, walk.level());
            Optional<RttEntry> changed = rule.apply(entry, ipa);
            if (changed.isEmpty()) {
                break;
            }
            call.memory().write(walk.table() + 8L * index, changed.get().descriptor());
            ipa += mapped;
        }
        if (ipa == base) {
            String found = ipa + mapped > top
                    ? "the entry maps more than what is to be changed"
                    : "the entry's state does not allow the change";
            throw walkRefused("rtt_walk", base, walk, found);
        }
        return ipa;
    }

    /** RMI_RTT_INIT_RIPAS. */
    private record Initialization(Realm realm) implements EntryChange {
        @Override
        public Optional<RttEntry> apply(RttEntry entry, long ipa) {
            if (entry.hipas() != Hipas.UNASSIGNED || entry.ripas() == Ripas.DESTROYED) {
                return Optional.empty();
            }
            realm.measurements().measureRipas(ipa, ipa + RttEntry.mappedBytes(entry.level()));
            return Optional.of(RttEntry.unassigned(Ripas.RAM, entry.level()));
        }
    }

    /** RMI_RTT_SET_RIPAS. */
    private record Request(RmiCall call, Realm realm, PendingAnswer.RipasChange change) implements EntryChange {
        @Override
        public Optional<RttEntry> apply(RttEntry entry, long ipa) {
            boolean kept = entry.ripas() == Ripas.DESTROYED && !change.changesDestroyed();
            if (entry.isTable() || kept) {
                return Optional.empty();
            }
            if (entry.hipas() == Hipas.UNASSIGNED) {
                return Optional.of(RttEntry.unassigned(change.ripas(), entry.level()));
            }
            if (entry.ripas() == Ripas.RAM && change.ripas() != Ripas.RAM) {
                // The realm must not reach what it gave up; the entry's new value is written before it runs again.
                TlbMaintenance.invalidate(call.element(), realm, ipa);
            }
            return Optional.of(RttEntry.assigned(change.ripas(), entry.address(), entry.level()));
        }
    }
}

package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;
import static dev.realmstep.rmm.rmi.Conditions.requireRec;
import static dev.realmstep.rmm.rmi.RttConditions.walkRefused;

import dev.realmstep.rmm.granule.GranuleOperand;
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

/** RMI_RTT_INIT_RIPAS and RMI_RTT_SET_RIPAS: what the realm may count on of its addresses. */
final class RipasCommands {
    private static final int LAST_LEVEL = RealmTranslationTables.LAST_LEVEL;

    /** Of a REC that asks for none: its ripas_addr and ripas_top are 0 (A4.3.8). */
    private static final PendingAnswer.RipasChange NO_REQUEST =
            new PendingAnswer.RipasChange(0, 0, 0, Ripas.EMPTY, false);

    private final Conditions conditions;
    private final RttChanges changes;

    RipasCommands(RmmModel model) {
        this.conditions = new Conditions(model);
        this.changes = new RttChanges(model);
    }

    /** Before activation: addresses without memory become RAM; each entry is measured. */
    void initialize(RmiCall call) throws RefusedException {
        long base = call.operand(2);
        long top = call.operand(3);
        Realm realm = conditions.realm(call.operand(1));
        requireSize(base, top);
        require(GranuleTable.isAligned(top), "top_gran_align", "top", top, "not a multiple of 4 KiB");
        require(
                realm.tables().isProtected(top - GranuleTable.GRANULE_SIZE, GranuleTable.GRANULE_SIZE),
                "top_bound",
                "top",
                top,
                "beyond the protected half, which ends at 0x%x"
                        .formatted(realm.tables().unprotectedBase()));
        Conditions.requireState(realm, RealmState.NEW);
        RttWalk walk = realm.tables().walk(call.memory(), base, LAST_LEVEL);
        if (!RealmTranslationTables.isEntryAddress(base, walk.level())) {
            throw walkRefused("base_align", "base", base, walk, "the base is inside of what the entry maps");
        }
        if (walk.entry().hipas() != Hipas.UNASSIGNED) {
            throw walkRefused("rtte_state", "base", base, walk, "the IPA has memory already");
        }
        long reached = initialize(call, realm, base, top, walk);
        if (reached == base) {
            throw walkRefused("no_progress", "top", top, walk, "the entry maps more than what is to be changed");
        }
        call.setResult(1, reached);
    }

    /** Changes the entries of one table up to the first that has memory or a table. */
    private long initialize(RmiCall call, Realm realm, long base, long top, RttWalk walk) {
        long mapped = RttEntry.mappedBytes(walk.level());
        long ipa = base;
        RttWalk at = walk;
        while (at.entry().hipas() == Hipas.UNASSIGNED && ipa + mapped <= top) {
            changes.set(call, realm, ipa, at, RttEntry.unassigned(Ripas.RAM, at.level()));
            realm.measurements().measureRipas(ipa, ipa + mapped);
            ipa += mapped;
            if (at.isLast()) {
                break;
            }
            at = at.next(call.memory());
        }
        return ipa;
    }

    /** While the realm runs, at its request, as far as it asked. */
    void set(RmiCall call) throws RefusedException {
        long base = call.operand(3);
        long top = call.operand(4);
        Realm realm = conditions.realm(call.operand(1));
        GranuleOperand operand = GranuleOperand.REC_POINTER;
        RealmExecutionContext rec = conditions.rec(operand, call.operand(2));
        requireRec(!rec.isRunning(), "rec_state", operand, rec, "the REC runs");
        requireRec(rec.realm() == realm, "rec_owner", operand, rec, "the REC belongs to another realm");
        requireSize(base, top);
        PendingAnswer.RipasChange request =
                rec.pending() instanceof PendingAnswer.RipasChange change ? change : NO_REQUEST;
        String asked = "the REC asks for 0x%x .. 0x%x".formatted(request.next(), request.top());
        require(base == request.next(), "base_bound", "base", base, asked);
        require(Long.compareUnsigned(top, request.top()) <= 0, "top_bound", "top", top, asked);
        require(GranuleTable.isAligned(top), "top_gran_align", "top", top, "not a multiple of 4 KiB");
        RttWalk walk = realm.tables().walk(call.memory(), base, LAST_LEVEL);
        boolean isToChange = walk.entry().ripas() != request.ripas();
        if (isToChange && !RealmTranslationTables.isEntryAddress(base, walk.level())) {
            throw walkRefused("base_align", "base", base, walk, "the base is inside of what the entry maps");
        }
        long reached = new RipasUpdate(call, realm, request, changes).apply(walk, base, top);
        if (reached == base) {
            throw walkRefused("no_progress", "base", base, walk, "the entry cannot be changed, or not up to the top");
        }
        rec.setPending(request.doneUpTo(reached));
        call.setResult(1, reached);
    }

    private static void requireSize(long base, long top) throws RefusedException {
        require(Long.compareUnsigned(base, top) < 0, "size_valid", "top", top, "not above the base");
    }
}

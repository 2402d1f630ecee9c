package dev.realmstep.rmm.rmi;

import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rtt.Hipas;
import dev.realmstep.rmm.rtt.Ripas;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttWalk;

/**
 * Carries out a change of RIPAS that a realm asked for, in the entries of one table (RMM specification 1.0, A5.4).
 *
 * @param request of the realm
 */
record RipasUpdate(RmiCall call, Realm realm, PendingAnswer.RipasChange request, RttChanges changes) {
    /**
     * Changes entries up to one that may not be changed, or that maps more than what is asked for. An entry that says
     * what is asked for already needs no change, and may map more.
     *
     * @param walk to the base
     * @return the IPA behind the last address that has the wanted RIPAS now, the base if there is none
     */
    long apply(RttWalk walk, long base, long top) {
        long mapped = RttEntry.mappedBytes(walk.level());
        long ipa = base;
        RttWalk at = walk;
        while (ipa != top) {
            RttEntry entry = at.entry();
            long end = (ipa & -mapped) + mapped;
            if (!entry.isTable() && entry.ripas() == request.ripas()) {
                ipa = Math.min(end, top);
            } else if (isAllowed(entry) && end <= top) {
                change(at, ipa);
                ipa = end;
            } else {
                break;
            }
            if (at.isLast()) {
                break;
            }
            at = at.next(call.memory());
        }
        return ipa;
    }

    private boolean isAllowed(RttEntry entry) {
        return !entry.isTable() && (entry.ripas() != Ripas.DESTROYED || request.changesDestroyed());
    }

    private void change(RttWalk at, long ipa) {
        RttEntry entry = at.entry();
        boolean assigned = entry.hipas() == Hipas.ASSIGNED;
        changes.set(
                call,
                realm,
                ipa,
                at,
                assigned
                        ? RttEntry.assigned(request.ripas(), entry.address(), entry.level())
                        : RttEntry.unassigned(request.ripas(), entry.level()));
        if (assigned && entry.ripas() == Ripas.RAM) {
            // The realm must not reach what it gave up.
            TlbMaintenance.invalidate(call.element(), realm, ipa);
        }
    }
}

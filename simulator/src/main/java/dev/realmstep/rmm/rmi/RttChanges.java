package dev.realmstep.rmm.rmi;

import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttObserver;
import dev.realmstep.rmm.rtt.RttWalk;

/** Writes entries of realm translation tables, and tells the observer. */
final class RttChanges {
    private final RttObserver observer;

    RttChanges(RmmModel model) {
        this.observer = model.observer();
    }

    /**
     * Writes the entry that a walk came to.
     *
     * @param ipa in what the entry maps
     */
    void set(RmiCall call, Realm realm, long ipa, RttWalk walk, RttEntry entry) {
        call.memory().write(walk.location(), entry.descriptor());
        observer.entryChanged(realm.descriptor(), ipa & -RttEntry.mappedBytes(walk.level()), walk.entry(), entry);
    }
}

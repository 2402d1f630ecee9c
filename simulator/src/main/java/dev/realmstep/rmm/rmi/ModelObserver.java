package dev.realmstep.rmm.rmi;

import dev.realmstep.rmm.granule.GranuleObserver;
import dev.realmstep.rmm.realm.RealmObserver;
import dev.realmstep.rmm.rec.RecObserver;
import dev.realmstep.rmm.rtt.RttObserver;

/** Told of all that changes in what the RMM knows. */
public interface ModelObserver extends GranuleObserver, RealmObserver, RttObserver, RecObserver {}

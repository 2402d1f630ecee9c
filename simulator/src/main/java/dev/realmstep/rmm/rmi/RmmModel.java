package dev.realmstep.rmm.rmi;

import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.realm.RealmRegistry;
import dev.realmstep.rmm.rec.RecRegistry;
import dev.realmstep.rmm.rec.RecRunner;

/**
 * All that the RMM knows.
 *
 * @param granules their states
 * @param realms by RD
 * @param recs by REC granule
 * @param runner moves RECs onto processing elements
 * @param observer is told what changes
 */
public record RmmModel(
        GranuleTable granules, RealmRegistry realms, RecRegistry recs, RecRunner runner, ModelObserver observer) {}

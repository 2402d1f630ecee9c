package dev.realmstep.machine;

import dev.realmstep.rmm.RealmManagementMonitor;

/**
 * A board with all that lives on it, from its reset on.
 *
 * @param rmm at EL2 of the Realm world
 * @param normalWorld what is beside it
 */
record Assembly(Board board, RealmManagementMonitor rmm, NormalWorld normalWorld) {}

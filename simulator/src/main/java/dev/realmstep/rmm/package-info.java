/** The Realm Management Monitor (RMM specification 1.0, Arm DEN0137): what lives at EL2 of the Realm world. */
@NullMarked
package dev.realmstep.rmm;

import org.jspecify.annotations.NullMarked;

/** Realms: their parameters, their state, their measurements. */
@NullMarked
package dev.realmstep.rmm.realm;

import org.jspecify.annotations.NullMarked;

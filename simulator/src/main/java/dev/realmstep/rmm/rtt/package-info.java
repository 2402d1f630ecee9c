/** Realm translation tables: stage 2 tables in granules, and what their entries say. */
@NullMarked
package dev.realmstep.rmm.rtt;

import org.jspecify.annotations.NullMarked;

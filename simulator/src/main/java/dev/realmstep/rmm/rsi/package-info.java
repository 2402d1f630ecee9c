/** The Realm Services Interface and PSCI: the calls of a realm. */
@NullMarked
package dev.realmstep.rmm.rsi;

import org.jspecify.annotations.NullMarked;

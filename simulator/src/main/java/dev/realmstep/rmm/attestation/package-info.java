/** Attestation tokens of realms (RMM specification 1.0, A7.2). */
@NullMarked
package dev.realmstep.rmm.attestation;

import org.jspecify.annotations.NullMarked;

/** Attestation tokens of Arm CCA (RMM specification 1.0, A7.2) as they are read: from this simulator or from anywhere. */
@NullMarked
package dev.realmstep.attestation.token;

import org.jspecify.annotations.NullMarked;

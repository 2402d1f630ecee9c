/** Whether an attestation token can be believed, and if not, why. */
@NullMarked
package dev.realmstep.attestation.verify;

import org.jspecify.annotations.NullMarked;

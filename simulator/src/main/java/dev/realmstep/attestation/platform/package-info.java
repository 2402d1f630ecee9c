/** The simulated platform's own root of trust, which issues its half of attestation tokens. */
@NullMarked
package dev.realmstep.attestation.platform;

import org.jspecify.annotations.NullMarked;

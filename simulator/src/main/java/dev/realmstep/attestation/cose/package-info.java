/** Signed messages and keys as attestation tokens carry them: COSE (RFC 9052, RFC 9053) over CBOR (RFC 8949). */
@NullMarked
package dev.realmstep.attestation.cose;

import org.jspecify.annotations.NullMarked;

package dev.realmstep.attestation.token;

import dev.realmstep.attestation.cose.CoseSign1;
import dev.realmstep.attestation.cose.MalformedMessageException;

/**
 * One of the two parts of a token.
 *
 * @param message with the signature
 * @param claims that the message's payload encodes
 */
public record SignedClaims(CoseSign1 message, ClaimSet claims) {
    static SignedClaims parse(byte[] bytes, String what) throws MalformedMessageException {
        CoseSign1 message = CoseSign1.parse(bytes, what);
        return new SignedClaims(message, ClaimSet.parse(message.payload(), "the payload of " + what));
    }
}

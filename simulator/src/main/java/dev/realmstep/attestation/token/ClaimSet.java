package dev.realmstep.attestation.token;

import com.upokecenter.cbor.CBORObject;
import dev.realmstep.attestation.cose.Cbor;
import dev.realmstep.attestation.cose.MalformedMessageException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Claims as they were found, well formed or not, known or not. */
public final class ClaimSet {
    private final CBORObject claims;

    private ClaimSet(CBORObject claims) {
        this.claims = claims;
    }

    static ClaimSet parse(byte[] payload, String what) throws MalformedMessageException {
        CBORObject claims = Cbor.decode(payload, what);
        if (!Cbor.isMap(claims)) {
            throw new MalformedMessageException(
                    "%s should be a map of claims, and is %s".formatted(what, Cbor.kind(claims)));
        }
        return new ClaimSet(claims);
    }

    /** All claims, in the token's order. */
    public Collection<Map.Entry<CBORObject, CBORObject>> entries() {
        return claims.getEntries();
    }

    /** What is said under a label. */
    public Optional<CBORObject> find(Claim claim) {
        return Optional.ofNullable(claims.get(claim.label()));
    }

    /** What is said under a label, if it is a byte string. */
    public Optional<byte[]> bytes(Claim claim) {
        return find(claim).filter(Cbor::isBytes).map(CBORObject::GetByteString);
    }

    /** What is said under a label, if it is a text. */
    public Optional<String> text(Claim claim) {
        return find(claim).filter(Cbor::isText).map(CBORObject::AsString);
    }
}

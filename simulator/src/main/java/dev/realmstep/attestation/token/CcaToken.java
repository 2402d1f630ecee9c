package dev.realmstep.attestation.token;

import com.upokecenter.cbor.CBORObject;
import dev.realmstep.attestation.cose.Cbor;
import dev.realmstep.attestation.cose.MalformedMessageException;

/**
 * A CCA attestation token: what the platform says of itself, signed by the platform, and what the RMM says of a realm,
 * signed by a key that the platform vouches for.
 */
public record CcaToken(TokenEnvelope envelope, SignedClaims platform, SignedClaims realm) {
    private static final int PLATFORM = 44234;
    private static final int REALM = 44241;

    /**
     * Reads a token, verifying nothing.
     *
     * @throws MalformedMessageException if the bytes have another form
     */
    public static CcaToken parse(byte[] bytes) throws MalformedMessageException {
        CBORObject token = Cbor.decode(bytes, "the token");
        TokenEnvelope envelope = TokenEnvelope.of(token);
        CBORObject collection = token.UntagOne();
        if (!Cbor.isMap(collection)) {
            throw new MalformedMessageException(
                    "the token's collection should be a map, and is " + Cbor.kind(collection));
        }
        SignedClaims platform = part(envelope, collection, PLATFORM, "the platform token");
        SignedClaims realm = part(envelope, collection, REALM, "the realm token");
        if (collection.size() != 2) {
            throw new MalformedMessageException(
                    "the token's collection has %d entries, and two are defined".formatted(collection.size()));
        }
        return new CcaToken(envelope, platform, realm);
    }

    private static SignedClaims part(TokenEnvelope envelope, CBORObject collection, int label, String what)
            throws MalformedMessageException {
        CBORObject entry = collection.get(label);
        if (entry == null) {
            throw new MalformedMessageException("the token's collection lacks %s (%d)".formatted(what, label));
        }
        return SignedClaims.parse(envelope.unwrap(entry, what), what);
    }

    /** The token of RMM 1.0 that consists of two signed messages. */
    public static byte[] encode(byte[] platform, byte[] realm) {
        CBORObject collection = CBORObject.NewOrderedMap();
        collection.Add(PLATFORM, platform);
        collection.Add(REALM, realm);
        return Cbor.encode(collection.WithTag(TokenEnvelope.EAT_COLLECTION.tag()));
    }
}

package dev.realmstep.attestation.token;

import com.upokecenter.cbor.CBORObject;
import dev.realmstep.attestation.cose.Cbor;
import dev.realmstep.attestation.cose.MalformedMessageException;

/** How a CCA token holds its two parts together. */
public enum TokenEnvelope {
    /** RMM 1.0: a collection of Entity Attestation Tokens. */
    EAT_COLLECTION(399),
    /** RMM 2.0: a collection of conceptual messages, each with the number of its media type. */
    MESSAGE_COLLECTION(907);

    /** CoAP's number for application/eat+cwt. */
    private static final int MEDIA_TYPE_EAT = 263;

    private final int tag;

    TokenEnvelope(int tag) {
        this.tag = tag;
    }

    /** The CBOR tag in front of the collection. */
    public int tag() {
        return tag;
    }

    static TokenEnvelope of(CBORObject token) throws MalformedMessageException {
        for (TokenEnvelope envelope : values()) {
            if (token.HasOneTag(envelope.tag)) {
                return envelope;
            }
        }
        throw new MalformedMessageException(
                "the token should be a collection (tag 399 or 907), and is " + Cbor.kind(token));
    }

    /** One of the two signed messages, as bytes. */
    byte[] unwrap(CBORObject entry, String what) throws MalformedMessageException {
        CBORObject message = entry;
        if (this == MESSAGE_COLLECTION) {
            if (!Cbor.isArray(entry) || entry.size() != 2) {
                throw new MalformedMessageException(
                        "%s should be an array of a media type and a byte string".formatted(what));
            }
            CBORObject type = entry.get(0);
            if (!Cbor.isInteger(type) || type.AsInt64Value() != MEDIA_TYPE_EAT) {
                throw new MalformedMessageException(
                        "the media type of %s should be 263 (application/eat+cwt), and is %s".formatted(what, type));
            }
            message = entry.get(1);
        }
        if (!Cbor.isBytes(message)) {
            throw new MalformedMessageException(
                    "%s should be a byte string, and is %s".formatted(what, Cbor.kind(message)));
        }
        return message.GetByteString();
    }
}

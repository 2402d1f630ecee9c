package dev.realmstep.attestation.cose;

import com.upokecenter.cbor.CBORObject;
import java.util.Optional;

/** A message with one signature: COSE_Sign1, tagged (RFC 9052, 4.2). */
public final class CoseSign1 {
    private static final int TAG = 18;
    private static final int PARTS = 4;
    private static final int HEADER_ALGORITHM = 1;
    /** Names header parameters that whoever does not know them must not pass over. */
    private static final int HEADER_CRITICAL = 2;

    /** Encoded, as it was signed. */
    private final byte[] protectedHeader;

    private final SignatureAlgorithm algorithm;
    private final byte[] payload;
    private final byte[] signature;

    private CoseSign1(byte[] protectedHeader, SignatureAlgorithm algorithm, byte[] payload, byte[] signature) {
        this.protectedHeader = protectedHeader;
        this.algorithm = algorithm;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * Reads a message; whether the signature is right is another question.
     *
     * @param what the message is, for messages
     * @throws MalformedMessageException if it has another form, or says no algorithm that is known
     */
    public static CoseSign1 parse(byte[] encoded, String what) throws MalformedMessageException {
        CBORObject message = Cbor.decode(encoded, what);
        if (!message.HasOneTag(TAG)) {
            throw new MalformedMessageException(
                    "%s should be a COSE_Sign1 (tag 18), and is %s".formatted(what, Cbor.kind(message)));
        }
        CBORObject parts = message.UntagOne();
        if (!Cbor.isArray(parts) || parts.size() != PARTS) {
            throw new MalformedMessageException("%s should be an array of four, as a COSE_Sign1 is".formatted(what));
        }
        byte[] header = bytes(parts.get(0), what, "protected header");
        if (!Cbor.isMap(parts.get(1))) {
            throw new MalformedMessageException(
                    "the unprotected header of %s should be a map, and is %s".formatted(what, Cbor.kind(parts.get(1))));
        }
        return new CoseSign1(
                header,
                algorithm(header, what),
                bytes(parts.get(2), what, "payload"),
                bytes(parts.get(3), what, "signature"));
    }

    private static byte[] bytes(CBORObject part, String what, String name) throws MalformedMessageException {
        if (!Cbor.isBytes(part)) {
            throw new MalformedMessageException(
                    "the %s of %s should be a byte string, and is %s".formatted(name, what, Cbor.kind(part)));
        }
        return part.GetByteString();
    }

    private static SignatureAlgorithm algorithm(byte[] header, String what) throws MalformedMessageException {
        String name = "the protected header of " + what;
        CBORObject parameters = Cbor.decode(header, name);
        if (!Cbor.isMap(parameters)) {
            throw new MalformedMessageException("%s should be a map, and is %s".formatted(name, Cbor.kind(parameters)));
        }
        if (parameters.ContainsKey(CBORObject.FromObject(HEADER_CRITICAL))) {
            throw new MalformedMessageException(name + " has critical parameters, and none is known");
        }
        CBORObject algorithm = parameters.get(HEADER_ALGORITHM);
        if (algorithm == null || !Cbor.isInteger(algorithm)) {
            throw new MalformedMessageException(name + " says no algorithm (parameter 1, an integer)");
        }
        Optional<SignatureAlgorithm> known = SignatureAlgorithm.withIdentifier(algorithm.AsInt64Value());
        return known.orElseThrow(() -> new MalformedMessageException(
                "%s says algorithm %s, and known are -7 (ES256), -35 (ES384), -36 (ES512)".formatted(name, algorithm)));
    }

    /** A payload, signed with ES384. */
    public static CoseSign1 sign(byte[] payload, SigningKey key) {
        CBORObject header = CBORObject.NewOrderedMap();
        header.Add(HEADER_ALGORITHM, SignatureAlgorithm.ES384.identifier());
        byte[] protectedHeader = Cbor.encode(header);
        return new CoseSign1(
                protectedHeader, SignatureAlgorithm.ES384, payload, key.sign(signed(protectedHeader, payload)));
    }

    /** The algorithm that the protected header names. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** What was signed. */
    public byte[] payload() {
        return payload.clone();
    }

    /** Both halves, one after the other. */
    public byte[] signature() {
        return signature.clone();
    }

    /** Whether the signature is a key's. */
    public boolean isSignedBy(VerificationKey key) {
        return key.verifies(algorithm, signed(protectedHeader, payload), signature);
    }

    /** What the signature is over: the Sig_structure of RFC 9052, 4.4, without external data. */
    private static byte[] signed(byte[] protectedHeader, byte[] payload) {
        return Cbor.encode(CBORObject.NewArray()
                .Add("Signature1")
                .Add(protectedHeader)
                .Add(new byte[0])
                .Add(payload));
    }

    /** The message as bytes. */
    public byte[] encode() {
        CBORObject parts = CBORObject.NewArray()
                .Add(protectedHeader)
                .Add(CBORObject.NewMap())
                .Add(payload)
                .Add(signature);
        return Cbor.encode(parts.WithTag(TAG));
    }
}

package dev.realmstep.attestation.cose;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Reads keys of elliptic curves from PEM text, as OpenSSL writes it. */
public final class KeyFile {
    private static final String EC_PARAMETERS = "EC PARAMETERS";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final String PRIVATE = "PRIVATE KEY";
    /** The older form (SEC 1, C.4). */
    private static final String EC_PRIVATE = "EC PRIVATE KEY";

    private KeyFile() {}

    /**
     * Reads a private key of P-384.
     *
     * @throws MalformedMessageException if the text is something else
     */
    public static SigningKey signingKey(String pem) throws MalformedMessageException {
        PemObject block = read(pem);
        return switch (block.getType()) {
            case PRIVATE -> SigningKey.of(secret(block.getContent()));
            case EC_PRIVATE -> SigningKey.of(olderSecret(block.getContent()));
            default -> throw unexpected(block, PRIVATE);
        };
    }

    /**
     * Reads a public key, or the public half of a private one.
     *
     * @throws MalformedMessageException if the text is something else
     */
    public static VerificationKey verificationKey(String pem) throws MalformedMessageException {
        PemObject block = read(pem);
        return switch (block.getType()) {
            case PUBLIC -> publicKey(block.getContent());
            case PRIVATE, EC_PRIVATE -> signingKey(pem).verificationKey();
            default -> throw unexpected(block, PUBLIC);
        };
    }

    private static PemObject read(String pem) throws MalformedMessageException {
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            PemObject block = reader.readPemObject();
            while (block != null && block.getType().equals(EC_PARAMETERS)) {
                block = reader.readPemObject();
            }
            if (block == null) {
                throw new MalformedMessageException("it has no line -----BEGIN …-----, as a PEM file has");
            }
            return block;
        } catch (IOException | RuntimeException e) {
            // The reader says with either that the lines between BEGIN and END are none of PEM.
            throw new MalformedMessageException("it is no PEM file: " + e.getMessage());
        }
    }

    private static MalformedMessageException unexpected(PemObject block, String wanted) {
        return new MalformedMessageException("it holds a %s, and a %s is needed".formatted(block.getType(), wanted));
    }

    private static VerificationKey publicKey(byte[] encoded) throws MalformedMessageException {
        try {
            if (KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded))
                    instanceof ECPublicKey key) {
                return VerificationKey.of(curve(key.getParams()), key);
            }
        } catch (GeneralSecurityException e) {
            // said below
        }
        throw new MalformedMessageException("it holds no public key of an elliptic curve");
    }

    private static NamedCurve curve(ECParameterSpec parameters) throws MalformedMessageException {
        return Arrays.stream(NamedCurve.values())
                .filter(curve -> curve.parameters().getCurve().equals(parameters.getCurve()))
                .findFirst()
                .orElseThrow(() -> new MalformedMessageException("its curve is none of P-256, P-384 and P-521"));
    }

    private static BigInteger secret(byte[] encoded) throws MalformedMessageException {
        try {
            if (KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded))
                            instanceof ECPrivateKey key
                    && curve(key.getParams()) == NamedCurve.P_384) {
                return key.getS();
            }
        } catch (GeneralSecurityException e) {
            // said below
        }
        throw new MalformedMessageException("it holds no private key of P-384");
    }

    private static BigInteger olderSecret(byte[] encoded) throws MalformedMessageException {
        try {
            org.bouncycastle.asn1.sec.ECPrivateKey key = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(encoded);
            ASN1Encodable curve = key.getParametersObject();
            if (SECObjectIdentifiers.secp384r1.equals(curve)) {
                return key.getKey();
            }
        } catch (RuntimeException e) { // the parser's way to say that the structure is another
            // said below
        }
        throw new MalformedMessageException("it holds no private key of P-384");
    }
}

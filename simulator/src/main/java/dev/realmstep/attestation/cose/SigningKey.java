package dev.realmstep.attestation.cose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A private key of P-384, which signs with ES384. It signs equal bytes equally (RFC 6979), since a machine that is run
 * twice must do the same twice; Java's own ECDSA draws a random number for each signature.
 */
public final class SigningKey {
    private static final NamedCurve CURVE = NamedCurve.P_384;

    private final ECPrivateKeyParameters parameters;
    private final VerificationKey verificationKey;

    private SigningKey(ECDomainParameters domain, BigInteger secret) {
        this.parameters = new ECPrivateKeyParameters(secret, domain);
        ECPoint point =
                new FixedPointCombMultiplier().multiply(domain.getG(), secret).normalize();
        try {
            this.verificationKey = VerificationKey.of(
                    CURVE,
                    point.getAffineXCoord().getEncoded(),
                    point.getAffineYCoord().getEncoded());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a multiple of the curve's generator is on the curve", e);
        }
    }

    /** The key that follows from a text; whoever knows the text has the key. */
    public static SigningKey fromSeed(String seed) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(seed.getBytes(StandardCharsets.UTF_8));
            ECDomainParameters domain = domain();
            BigInteger last = domain.getN().subtract(BigInteger.ONE);
            return new SigningKey(domain, new BigInteger(1, digest).mod(last).add(BigInteger.ONE));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }

    /** @throws MalformedMessageException if there is no such key: a secret is above 0 and below the curve's order */
    static SigningKey of(BigInteger secret) throws MalformedMessageException {
        ECDomainParameters domain = domain();
        if (secret.signum() <= 0 || secret.compareTo(domain.getN()) >= 0) {
            throw new MalformedMessageException("the private key is no number below the order of " + CURVE.label());
        }
        return new SigningKey(domain, secret);
    }

    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName(CURVE.label());
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }

    /** What verifies this key's signatures. */
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    /** The signature of bytes: both halves, one after the other. */
    public byte[] sign(byte[] bytes) {
        SHA384Digest digest = new SHA384Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA384Digest()));
        signer.init(true, parameters);
        BigInteger[] halves = signer.generateSignature(hash);
        byte[] signature =
                Arrays.copyOf(VerificationKey.unsigned(halves[0], CURVE.coordinateSize()), 2 * CURVE.coordinateSize());
        System.arraycopy(
                VerificationKey.unsigned(halves[1], CURVE.coordinateSize()),
                0,
                signature,
                CURVE.coordinateSize(),
                CURVE.coordinateSize());
        return signature;
    }
}

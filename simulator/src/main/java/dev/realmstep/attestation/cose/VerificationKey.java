package dev.realmstep.attestation.cose;

import com.upokecenter.cbor.CBORObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Objects;

/** A public key of an elliptic curve: what verifies a signature. */
public final class VerificationKey {
    private static final int KEY_TYPE = 1;
    private static final int KEY_TYPE_EC2 = 2;
    private static final int CURVE = -1;
    private static final int X = -2;
    private static final int Y = -3;
    /** In front of both coordinates of a point that is not compressed (SEC 1, 2.3.3). */
    private static final byte UNCOMPRESSED = 4;

    private final NamedCurve curve;
    private final byte[] x;
    private final byte[] y;

    private VerificationKey(NamedCurve curve, byte[] x, byte[] y) {
        this.curve = curve;
        this.x = x;
        this.y = y;
    }

    /**
     * The key that is a point of a curve.
     *
     * @param x coordinate, unsigned, most significant byte first
     * @param y the same
     * @throws MalformedMessageException if a coordinate has not the curve's size, or the point is not on the curve
     */
    public static VerificationKey of(NamedCurve curve, byte[] x, byte[] y) throws MalformedMessageException {
        if (x.length != curve.coordinateSize() || y.length != curve.coordinateSize()) {
            throw new MalformedMessageException("the key's coordinates have %d and %d bytes, and those of %s have %d"
                    .formatted(x.length, y.length, curve.label(), curve.coordinateSize()));
        }
        if (!isOnCurve(curve.parameters(), new BigInteger(1, x), new BigInteger(1, y))) {
            throw new MalformedMessageException("the key is no point of the curve " + curve.label());
        }
        return new VerificationKey(curve, x.clone(), y.clone());
    }

    /** Without this check, a point of a weaker curve would be taken for a key. */
    private static boolean isOnCurve(ECParameterSpec parameters, BigInteger x, BigInteger y) {
        BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger right = x.pow(3)
                .add(parameters.getCurve().getA().multiply(x))
                .add(parameters.getCurve().getB());
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    /** Reads a COSE_Key (RFC 9052, 7) of type EC2. */
    public static VerificationKey ofCoseKey(byte[] encoded, String what) throws MalformedMessageException {
        CBORObject key = Cbor.decode(encoded, what);
        if (!Cbor.isMap(key)) {
            throw new MalformedMessageException(
                    "%s should be a COSE_Key, a map, and is %s".formatted(what, Cbor.kind(key)));
        }
        if (integer(key, KEY_TYPE, "kty", what) != KEY_TYPE_EC2) {
            throw new MalformedMessageException(what + " is no key of an elliptic curve (kty EC2)");
        }
        long identifier = integer(key, CURVE, "crv", what);
        NamedCurve curve = NamedCurve.withIdentifier(identifier)
                .orElseThrow(() ->
                        new MalformedMessageException("%s is on curve %d, and known are 1 (P-256), 2 (P-384), 3 (P-521)"
                                .formatted(what, identifier)));
        return of(curve, bytes(key, X, "x", what), bytes(key, Y, "y", what));
    }

    private static long integer(CBORObject key, int label, String name, String what) throws MalformedMessageException {
        CBORObject value = key.get(label);
        if (value == null || !Cbor.isInteger(value)) {
            throw new MalformedMessageException("%s has no parameter %d (%s), an integer".formatted(what, label, name));
        }
        return value.AsInt64Value();
    }

    private static byte[] bytes(CBORObject key, int label, String name, String what) throws MalformedMessageException {
        CBORObject value = key.get(label);
        if (value == null || !Cbor.isBytes(value)) {
            throw new MalformedMessageException(
                    "%s has no parameter %d (%s), a byte string".formatted(what, label, name));
        }
        return value.GetByteString();
    }

    /** Reads a point of P-384 in the uncompressed form, which tokens carried before there were profiles. */
    public static VerificationKey ofUncompressedPoint(byte[] encoded, String what) throws MalformedMessageException {
        int size = NamedCurve.P_384.coordinateSize();
        if (encoded.length != 1 + 2 * size || encoded[0] != UNCOMPRESSED) {
            throw new MalformedMessageException(
                    "%s should be an uncompressed point of P-384 (97 bytes, the first of them 4)".formatted(what));
        }
        return of(
                NamedCurve.P_384,
                Arrays.copyOfRange(encoded, 1, 1 + size),
                Arrays.copyOfRange(encoded, 1 + size, encoded.length));
    }

    static VerificationKey of(NamedCurve curve, ECPublicKey key) throws MalformedMessageException {
        return of(
                curve,
                unsigned(key.getW().getAffineX(), curve.coordinateSize()),
                unsigned(key.getW().getAffineY(), curve.coordinateSize()));
    }

    /** A number as so many bytes, the most significant first. */
    static byte[] unsigned(BigInteger number, int size) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[size];
        int length = Math.min(signed.length, size);
        System.arraycopy(signed, signed.length - length, bytes, size - length, length);
        return bytes;
    }

    public NamedCurve curve() {
        return curve;
    }

    /** The key as a COSE_Key with what is needed and no more, the parameters in the order of their labels. */
    public byte[] toCoseKey() {
        CBORObject key = CBORObject.NewOrderedMap();
        key.Add(KEY_TYPE, KEY_TYPE_EC2);
        key.Add(CURVE, curve.identifier());
        key.Add(X, x);
        key.Add(Y, y);
        return Cbor.encode(key);
    }

    /**
     * Whether a signature is this key's over bytes.
     *
     * @param signature both halves, one after the other (RFC 9053, 2.1)
     */
    public boolean verifies(SignatureAlgorithm algorithm, byte[] signed, byte[] signature) {
        if (signature.length != 2 * curve.coordinateSize()) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(algorithm.javaName());
            verifier.initVerify(publicKey());
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // halves that are no numbers a signature could have
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm.javaName(), e);
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve.parameters()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey key
                && curve == key.curve
                && Arrays.equals(x, key.x)
                && Arrays.equals(y, key.y);
    }

    @Override
    public int hashCode() {
        return Objects.hash(curve, Arrays.hashCode(x), Arrays.hashCode(y));
    }
}

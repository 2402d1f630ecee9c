package dev.realmstep.rmm.attestation;

import com.upokecenter.cbor.CBORObject;
import dev.realmstep.attestation.cose.Cbor;
import dev.realmstep.attestation.cose.CoseSign1;
import dev.realmstep.attestation.cose.SigningKey;
import dev.realmstep.attestation.platform.RootOfTrust;
import dev.realmstep.attestation.token.CcaToken;
import dev.realmstep.attestation.token.RealmClaim;
import dev.realmstep.attestation.token.RealmProfile;
import dev.realmstep.rmm.realm.Measurements;
import dev.realmstep.rmm.realm.Realm;

/** Issues CCA tokens of RMM 1.0: the realm's claims, signed by the RMM, beside what the platform says of itself. */
public final class TokenIssuer {
    /** Bytes of a challenge. */
    public static final int CHALLENGE_SIZE = 64;

    /** Bytes that no token exceeds: a granule. */
    public static final int MAX_TOKEN_SIZE = 0x1000;

    private static final String PUBLIC_KEY_HASH = "sha-256";

    private final RootOfTrust platform;

    public TokenIssuer(RootOfTrust platform) {
        this.platform = platform;
    }

    /**
     * The token of a realm as it is now.
     *
     * @param challenge by which a relying party knows that the token is fresh, 64 bytes
     */
    public byte[] issue(Realm realm, byte[] challenge) {
        SigningKey key = platform.realmKey();
        byte[] realmToken = CoseSign1.sign(claims(realm, challenge, key), key).encode();
        return CcaToken.encode(platform.platformToken(), realmToken);
    }

    private static byte[] claims(Realm realm, byte[] challenge, SigningKey key) {
        Measurements measurements = realm.measurements();
        CBORObject extensible = CBORObject.NewArray();
        for (int slot = 1; slot < Measurements.SLOTS; slot++) {
            extensible.Add(measurements.digest(slot).bytes());
        }
        CBORObject claims = CBORObject.NewOrderedMap();
        claims.Add(RealmClaim.CHALLENGE.label(), challenge);
        claims.Add(RealmClaim.PROFILE.label(), RealmProfile.RMM_1_0.identifier());
        claims.Add(RealmClaim.PERSONALIZATION_VALUE.label(), realm.personalizationValue());
        claims.Add(
                RealmClaim.INITIAL_MEASUREMENT.label(), measurements.digest(0).bytes());
        claims.Add(RealmClaim.EXTENSIBLE_MEASUREMENTS.label(), extensible);
        claims.Add(RealmClaim.HASH_ALGORITHM.label(), measurements.algorithm().tokenName());
        claims.Add(RealmClaim.PUBLIC_KEY.label(), key.verificationKey().toCoseKey());
        claims.Add(RealmClaim.PUBLIC_KEY_HASH_ALGORITHM.label(), PUBLIC_KEY_HASH);
        return Cbor.encode(claims);
    }
}

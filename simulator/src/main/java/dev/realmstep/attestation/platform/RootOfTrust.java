package dev.realmstep.attestation.platform;

import com.upokecenter.cbor.CBORObject;
import dev.realmstep.attestation.cose.Cbor;
import dev.realmstep.attestation.cose.CoseSign1;
import dev.realmstep.attestation.cose.SigningKey;
import dev.realmstep.attestation.cose.VerificationKey;
import dev.realmstep.attestation.token.Lifecycle;
import dev.realmstep.attestation.token.PlatformClaim;
import dev.realmstep.attestation.token.PlatformProfile;
import dev.realmstep.attestation.token.SoftwareComponentClaim;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a platform has in hardware and early firmware: its attestation key (CPAK), a key for its RMM (RAK), and what it
 * says of itself. Keys that are not given follow from a text that anybody can read, so that a simulated platform is
 * recognised by everyone and trusted by none.
 *
 * <p>Keys are made when they are first needed: most runs of a realm ask for no token.
 */
public final class RootOfTrust {
    private static final String HASH = "sha-256";
    private static final byte UNIVERSAL_ENTITY_ID_RANDOM = 1;
    private static final String IMPLEMENTATION_ID = "Realmstep simulated CCA platform";
    private static final String SIGNER = "Realmstep";
    /** Nobody vouches for a simulated platform: a name that belongs to no one (RFC 2606). */
    private static final String VERIFICATION_SERVICE = "https://verification.invalid";

    /** A platform without options has nothing to say here, and the claim may not be empty. */
    private static final byte[] CONFIGURATION = {0, 0, 0, 1};

    private @Nullable SigningKey platformKey;
    private @Nullable SigningKey realmKey;

    /**
     * A platform's root of trust.
     *
     * @param platformKey that signs platform tokens, if it is not to be the simulator's own
     * @param realmKey that signs realm tokens, the same
     */
    public RootOfTrust(Optional<SigningKey> platformKey, Optional<SigningKey> realmKey) {
        this.platformKey = platformKey.orElse(null);
        this.realmKey = realmKey.orElse(null);
    }

    /** A platform with the simulator's own keys. */
    public static RootOfTrust simulated() {
        return new RootOfTrust(Optional.empty(), Optional.empty());
    }

    /** The key with which the RMM signs realm tokens (RAK). */
    public SigningKey realmKey() {
        SigningKey key = realmKey == null ? SigningKey.fromSeed("Realmstep simulated RAK") : realmKey;
        realmKey = key;
        return key;
    }

    private SigningKey platformKey() {
        SigningKey key = platformKey == null ? SigningKey.fromSeed("Realmstep simulated CPAK") : platformKey;
        platformKey = key;
        return key;
    }

    /** What verifies the tokens of this platform. */
    public VerificationKey verificationKey() {
        return platformKey().verificationKey();
    }

    /** The platform's name among all platforms: the hash of its key, 33 bytes with the type in front. */
    public byte[] instanceId() {
        byte[] hash = digest(verificationKey().toCoseKey());
        byte[] identifier = new byte[hash.length + 1];
        identifier[0] = UNIVERSAL_ENTITY_ID_RANDOM;
        System.arraycopy(hash, 0, identifier, 1, hash.length);
        return identifier;
    }

    /**
     * The platform token that vouches for the RMM's key.
     *
     * @return a COSE_Sign1 message
     */
    public byte[] platformToken() {
        CBORObject claims = CBORObject.NewOrderedMap();
        add(claims, PlatformClaim.PROFILE, CBORObject.FromObject(PlatformProfile.CCA_1_0.identifier()));
        add(
                claims,
                PlatformClaim.CHALLENGE,
                bytes(digest(realmKey().verificationKey().toCoseKey())));
        add(claims, PlatformClaim.IMPLEMENTATION_ID, bytes(IMPLEMENTATION_ID.getBytes(StandardCharsets.US_ASCII)));
        add(claims, PlatformClaim.INSTANCE_ID, bytes(instanceId()));
        add(claims, PlatformClaim.CONFIGURATION, bytes(CONFIGURATION));
        add(claims, PlatformClaim.LIFECYCLE, CBORObject.FromObject(Lifecycle.SECURED.firstValue()));
        add(claims, PlatformClaim.HASH_ALGORITHM, CBORObject.FromObject(HASH));
        add(
                claims,
                PlatformClaim.SOFTWARE_COMPONENTS,
                CBORObject.NewArray().Add(component("AP_BL31")).Add(component("RMM")));
        add(claims, PlatformClaim.VERIFICATION_SERVICE, CBORObject.FromObject(VERIFICATION_SERVICE));
        return CoseSign1.sign(Cbor.encode(claims), platformKey()).encode();
    }

    private static void add(CBORObject claims, PlatformClaim claim, CBORObject value) {
        claims.Add(claim.label(), value);
    }

    /** Firmware that is Java has no image to measure: its name stands for it. */
    private static CBORObject component(String type) {
        CBORObject component = CBORObject.NewOrderedMap();
        component.Add(SoftwareComponentClaim.TYPE.label(), type);
        component.Add(
                SoftwareComponentClaim.MEASUREMENT.label(),
                digest((SIGNER + " " + type).getBytes(StandardCharsets.US_ASCII)));
        component.Add(SoftwareComponentClaim.VERSION.label(), "1.0");
        component.Add(SoftwareComponentClaim.SIGNER.label(), digest(SIGNER.getBytes(StandardCharsets.US_ASCII)));
        component.Add(SoftwareComponentClaim.HASH_ALGORITHM.label(), HASH);
        return component;
    }

    private static CBORObject bytes(byte[] value) {
        return CBORObject.FromObject(value);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

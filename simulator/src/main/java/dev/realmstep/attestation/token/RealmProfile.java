package dev.realmstep.attestation.token;

import dev.realmstep.attestation.cose.MalformedMessageException;
import dev.realmstep.attestation.cose.VerificationKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The versions of the realm token, which the profile claim tells apart. */
public enum RealmProfile {
    /** Before there were profiles: no claim at all, and the key is a bare point. */
    WITHOUT_PROFILE(""),
    RMM_1_0("tag:arm.com,2023:realm#1.0.0"),
    RMM_2_0("tag:arm.com,2024:realm#2.0.0");

    private static final String KEY = "the realm token's public key";

    private final String identifier;

    RealmProfile(String identifier) {
        this.identifier = identifier;
    }

    /** What the claim says. */
    public String identifier() {
        return identifier;
    }

    /** The profile of claims, or empty if the claim says another. */
    public static Optional<RealmProfile> of(ClaimSet claims) {
        if (claims.find(RealmClaim.PROFILE).isEmpty()) {
            return Optional.of(WITHOUT_PROFILE);
        }
        return claims.text(RealmClaim.PROFILE)
                .flatMap(said -> Arrays.stream(values())
                        .filter(profile -> profile != WITHOUT_PROFILE && profile.identifier.equals(said))
                        .findFirst());
    }

    /** The claims that must be there. */
    public Set<RealmClaim> required() {
        Set<RealmClaim> claims = EnumSet.range(RealmClaim.CHALLENGE, RealmClaim.PUBLIC_KEY_HASH_ALGORITHM);
        if (this == RMM_2_0) {
            claims.addAll(EnumSet.of(RealmClaim.INSTANCE_ID, RealmClaim.MEMORY_ENCRYPTION_POLICY));
        }
        return claims;
    }

    /** Reads the public key in the form that this version has. */
    public VerificationKey key(byte[] claim) throws MalformedMessageException {
        return this == WITHOUT_PROFILE
                ? VerificationKey.ofUncompressedPoint(claim, KEY)
                : VerificationKey.ofCoseKey(claim, KEY);
    }
}

package dev.realmstep.attestation.token;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The versions of the platform token, which the profile claim tells apart. */
public enum PlatformProfile {
    /** Before the specification was final. */
    DRAFT("http://arm.com/CCA-SSD/1.0.0"),
    CCA_1_0("tag:arm.com,2023:cca_platform#1.0.0");

    private final String identifier;

    PlatformProfile(String identifier) {
        this.identifier = identifier;
    }

    /** What the claim says. */
    public String identifier() {
        return identifier;
    }

    /** The profile of claims, or empty if the claim is missing or says another. */
    public static Optional<PlatformProfile> of(ClaimSet claims) {
        return claims.text(PlatformClaim.PROFILE)
                .flatMap(said -> Arrays.stream(values())
                        .filter(profile -> profile.identifier.equals(said))
                        .findFirst());
    }

    /** The claims that must be there, in every version. */
    public static Set<PlatformClaim> required() {
        return EnumSet.complementOf(EnumSet.of(PlatformClaim.VERIFICATION_SERVICE));
    }
}

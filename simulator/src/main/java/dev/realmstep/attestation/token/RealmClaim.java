package dev.realmstep.attestation.token;

/** The claims of the realm token (RMM specification 1.0, A7.2.3.1; the last two are of 2.0). */
public enum RealmClaim implements Claim {
    PROFILE(265, "profile", "cca-realm-profile", ClaimFormat.text()),
    CHALLENGE(10, "challenge", "cca-realm-challenge", ClaimFormat.bytes(64)),
    PERSONALIZATION_VALUE(
            44235, "personalization value (RPV)", "cca-realm-personalization-value", ClaimFormat.bytes(64)),
    INITIAL_MEASUREMENT(44238, "initial measurement (RIM)", "cca-realm-initial-measurement", ClaimFormat.digest()),
    EXTENSIBLE_MEASUREMENTS(
            44239,
            "extensible measurements (REM)",
            "cca-realm-extensible-measurements",
            ClaimFormat.array(4, 4, ClaimFormat.digest())),
    HASH_ALGORITHM(44236, "hash algorithm of the measurements", "cca-realm-hash-algo-id", ClaimFormat.hashName()),
    PUBLIC_KEY(44237, "public key (RAK)", "cca-realm-public-key", ClaimFormat.bytes()),
    PUBLIC_KEY_HASH_ALGORITHM(
            44240, "hash algorithm of the public key", "cca-realm-public-key-hash-algo-id", ClaimFormat.hashName()),
    INSTANCE_ID(256, "realm instance ID", "cca-realm-instance-id", ClaimFormat.universalEntityId()),
    MEMORY_ENCRYPTION_POLICY(44243, "memory encryption policy", "cca-realm-mec-policy", ClaimFormat.integer(0, 1));

    @SuppressWarnings("ImmutableEnumChecker") // a format is a function of its argument alone
    private final ClaimDefinition definition;

    RealmClaim(int label, String title, String jsonName, ClaimFormat format) {
        this.definition = new ClaimDefinition(label, title, jsonName, format);
    }

    @Override
    public ClaimDefinition definition() {
        return definition;
    }
}

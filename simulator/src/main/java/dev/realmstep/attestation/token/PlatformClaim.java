package dev.realmstep.attestation.token;

/** The claims of the platform token (RMM specification 1.0, A7.2.3.2). */
public enum PlatformClaim implements Claim {
    PROFILE(265, "profile", "cca-platform-profile", ClaimFormat.text()),
    CHALLENGE(10, "challenge", "cca-platform-challenge", ClaimFormat.digest()),
    IMPLEMENTATION_ID(2396, "implementation ID", "cca-platform-implementation-id", ClaimFormat.bytes(32)),
    INSTANCE_ID(256, "instance ID", "cca-platform-instance-id", ClaimFormat.universalEntityId()),
    CONFIGURATION(2401, "configuration", "cca-platform-config", ClaimFormat.bytes()),
    LIFECYCLE(2395, "lifecycle", "cca-platform-lifecycle", Lifecycle::complaint),
    SOFTWARE_COMPONENTS(
            2399,
            "software components",
            "cca-platform-sw-components",
            ClaimFormat.array(1, Integer.MAX_VALUE, SoftwareComponentClaim::complaintOfComponent)),
    VERIFICATION_SERVICE(2400, "verification service", "cca-platform-service-indicator", ClaimFormat.text()),
    HASH_ALGORITHM(2402, "hash algorithm", "cca-platform-hash-algo-id", ClaimFormat.hashName());

    @SuppressWarnings("ImmutableEnumChecker") // a format is a function of its argument alone
    private final ClaimDefinition definition;

    PlatformClaim(int label, String title, String jsonName, ClaimFormat format) {
        this.definition = new ClaimDefinition(label, title, jsonName, format);
    }

    @Override
    public ClaimDefinition definition() {
        return definition;
    }
}

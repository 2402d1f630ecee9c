package dev.realmstep.attestation.cose;

import java.util.Arrays;
import java.util.Optional;

/** ECDSA in the forms of COSE (RFC 9053, table 1). Which curve a key has is not the algorithm's matter. */
public enum SignatureAlgorithm {
    ES256(-7, "SHA256withECDSAinP1363Format"),
    ES384(-35, "SHA384withECDSAinP1363Format"),
    ES512(-36, "SHA512withECDSAinP1363Format");

    private final int identifier;
    private final String javaName;

    SignatureAlgorithm(int identifier, String javaName) {
        this.identifier = identifier;
        this.javaName = javaName;
    }

    /** The number that COSE has for it. */
    public int identifier() {
        return identifier;
    }

    String javaName() {
        return javaName;
    }

    static Optional<SignatureAlgorithm> withIdentifier(long identifier) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.identifier == identifier)
                .findFirst();
    }
}

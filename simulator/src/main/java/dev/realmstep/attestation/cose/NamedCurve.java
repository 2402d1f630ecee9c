package dev.realmstep.attestation.cose;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** The elliptic curves of COSE keys (RFC 9053, table 18) over which tokens are signed. */
public enum NamedCurve {
    P_256(1, "P-256", "secp256r1", 32),
    P_384(2, "P-384", "secp384r1", 48),
    P_521(3, "P-521", "secp521r1", 66);

    private final int identifier;
    private final String label;
    private final String javaName;
    private final int coordinateSize;

    NamedCurve(int identifier, String label, String javaName, int coordinateSize) {
        this.identifier = identifier;
        this.label = label;
        this.javaName = javaName;
        this.coordinateSize = coordinateSize;
    }

    /** The number that COSE has for it. */
    public int identifier() {
        return identifier;
    }

    /** The name that JSON Web Keys have for it. */
    public String label() {
        return label;
    }

    /** Bytes of a coordinate, and of each half of a signature. */
    public int coordinateSize() {
        return coordinateSize;
    }

    static Optional<NamedCurve> withIdentifier(long identifier) {
        return Arrays.stream(values())
                .filter(curve -> curve.identifier == identifier)
                .findFirst();
    }

    /** The curve with a JSON Web Key's name. */
    public static Optional<NamedCurve> withLabel(String label) {
        return Arrays.stream(values())
                .filter(curve -> curve.label.equals(label))
                .findFirst();
    }

    ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(javaName));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + javaName, e);
        }
    }
}

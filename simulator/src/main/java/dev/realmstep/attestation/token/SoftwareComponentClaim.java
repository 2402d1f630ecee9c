package dev.realmstep.attestation.token;

import com.upokecenter.cbor.CBORObject;
import dev.realmstep.attestation.cose.Cbor;
import java.util.Optional;

/** What the platform token says of one of its software components. */
public enum SoftwareComponentClaim {
    TYPE(1, "measurement-type", ClaimFormat.text(), false),
    MEASUREMENT(2, "measurement-value", ClaimFormat.digest(), true),
    VERSION(4, "version", ClaimFormat.text(), false),
    SIGNER(5, "signer-id", ClaimFormat.digest(), true),
    HASH_ALGORITHM(6, "hash-algo-id", ClaimFormat.hashName(), false);

    private final int label;
    private final String jsonName;

    @SuppressWarnings("ImmutableEnumChecker") // a format is a function of its argument alone
    private final ClaimFormat format;

    private final boolean required;

    SoftwareComponentClaim(int label, String jsonName, ClaimFormat format, boolean required) {
        this.label = label;
        this.jsonName = jsonName;
        this.format = format;
        this.required = required;
    }

    /** The key in the map of a component. */
    public int label() {
        return label;
    }

    public String jsonName() {
        return jsonName;
    }

    /** What a component says under this label. */
    public Optional<CBORObject> find(CBORObject component) {
        return Cbor.isMap(component) ? Optional.ofNullable(component.get(label)) : Optional.empty();
    }

    static Optional<String> complaintOfComponent(CBORObject component) {
        if (!Cbor.isMap(component)) {
            return Optional.of("should be a map, and is " + Cbor.kind(component));
        }
        for (SoftwareComponentClaim claim : values()) {
            Optional<CBORObject> value = claim.find(component);
            if (value.isEmpty() && claim.required) {
                return Optional.of("has no %s (%d)".formatted(claim.jsonName, claim.label));
            }
            Optional<String> complaint = value.flatMap(claim.format::complaint);
            if (complaint.isPresent()) {
                return Optional.of("has a %s that %s".formatted(claim.jsonName, complaint.get()));
            }
        }
        return Optional.empty();
    }
}

package dev.realmstep.attestation.token;

import com.upokecenter.cbor.CBORObject;
import java.util.Optional;

/** A claim that is defined. */
public sealed interface Claim permits PlatformClaim, RealmClaim {
    ClaimDefinition definition();

    /** The key in the map of claims. */
    default int label() {
        return definition().label();
    }

    /** Its name in words, as the specification has it. */
    default String title() {
        return definition().title();
    }

    /** The name in the JSON form of tokens. */
    default String jsonName() {
        return definition().jsonName();
    }

    /** What is wrong with a value, or empty if the value has the form that is defined. */
    default Optional<String> complaint(CBORObject value) {
        return definition().format().complaint(value);
    }
}

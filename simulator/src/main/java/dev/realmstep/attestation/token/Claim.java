package dev.realmstep.attestation.token;

import com.upokecenter.cbor.CBORObject;
import java.util.Optional;

/** A claim that is defined. */
public sealed interface Claim permits PlatformClaim, RealmClaim {
    /** The key in the map of claims. */
    int label();

    /** Its name in words, as the specification has it. */
    String title();

    /** The name in the JSON form of tokens. */
    String jsonName();

    /** What is wrong with a value, or empty if the value has the form that is defined. */
    Optional<String> complaint(CBORObject value);
}

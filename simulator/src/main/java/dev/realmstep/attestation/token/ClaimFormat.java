package dev.realmstep.attestation.token;

import com.upokecenter.cbor.CBORObject;
import dev.realmstep.attestation.cose.Cbor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The form that a claim's value must have. */
public interface ClaimFormat {
    /** Names of the hash function registry that the specification allows, and the one that RMM 1.1 adds. */
    Set<String> HASHES = Set.of("sha-256", "sha-384", "sha-512");

    /** What is wrong with a value, or empty. */
    Optional<String> complaint(CBORObject value);

    /** A byte string of one of some lengths; of any if none is given. */
    static ClaimFormat bytes(int... lengths) {
        return value -> {
            if (!Cbor.isBytes(value)) {
                return Optional.of("should be a byte string, and is " + Cbor.kind(value));
            }
            int length = value.GetByteString().length;
            if (lengths.length == 0 || Arrays.stream(lengths).anyMatch(allowed -> allowed == length)) {
                return Optional.empty();
            }
            String allowed = Arrays.stream(lengths).mapToObj(String::valueOf).collect(Collectors.joining(" or "));
            return Optional.of("has %d bytes, and must have %s".formatted(length, allowed));
        };
    }

    /** What a hash function gives. */
    static ClaimFormat digest() {
        return bytes(32, 48, 64);
    }

    /** The UEID of Entity Attestation Tokens in its random form: 1 and 32 bytes (RFC 9711, 4.2.1.1). */
    static ClaimFormat universalEntityId() {
        return value -> bytes(33).complaint(value).or(() -> {
            byte type = value.GetByteString()[0];
            return type == 1
                    ? Optional.empty()
                    : Optional.of("begins with %d, and must with 1 (a random identifier)".formatted(type & 0xFF));
        });
    }

    /** A text that is not empty. */
    static ClaimFormat text() {
        return value -> {
            if (!Cbor.isText(value)) {
                return Optional.of("should be a text string, and is " + Cbor.kind(value));
            }
            return value.AsString().isEmpty() ? Optional.of("is empty") : Optional.empty();
        };
    }

    /** The name of a hash function. */
    static ClaimFormat hashName() {
        return value -> text().complaint(value)
                .or(() -> HASHES.contains(value.AsString())
                        ? Optional.empty()
                        : Optional.of("names the hash \"%s\", and known are %s"
                                .formatted(value.AsString(), String.join(", ", new TreeSet<>(HASHES)))));
    }

    /** An integer of a range. */
    static ClaimFormat integer(long least, long most) {
        return value -> {
            if (!Cbor.isInteger(value)) {
                return Optional.of("should be an integer, and is " + Cbor.kind(value));
            }
            long number = value.AsInt64Value();
            return number >= least && number <= most
                    ? Optional.empty()
                    : Optional.of("is %d, and must be %d to %d".formatted(number, least, most));
        };
    }

    /** An array with a number of elements of one form. */
    static ClaimFormat array(int least, int most, ClaimFormat elements) {
        return value -> {
            if (!Cbor.isArray(value)) {
                return Optional.of("should be an array, and is " + Cbor.kind(value));
            }
            if (value.size() < least || value.size() > most) {
                String wanted = least == most ? String.valueOf(least) : "at least " + least;
                return Optional.of("has %d elements, and must have %s".formatted(value.size(), wanted));
            }
            for (int index = 0; index < value.size(); index++) {
                Optional<String> complaint = elements.complaint(value.get(index));
                if (complaint.isPresent()) {
                    return Optional.of("element %d %s".formatted(index, complaint.get()));
                }
            }
            return Optional.empty();
        };
    }
}

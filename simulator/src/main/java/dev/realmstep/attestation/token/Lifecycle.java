package dev.realmstep.attestation.token;

import com.upokecenter.cbor.CBORObject;
import java.util.Arrays;
import java.util.Optional;

/** The states of a platform's life; each has 256 numbers, of which the lower byte is the implementation's. */
public enum Lifecycle {
    UNKNOWN("unknown"),
    ASSEMBLY_AND_TEST("assembly and test"),
    ROOT_OF_TRUST_PROVISIONING("root of trust provisioning"),
    SECURED("secured"),
    NON_CCA_PLATFORM_DEBUG("non-CCA platform debug"),
    RECOVERABLE_CCA_PLATFORM_DEBUG("recoverable CCA platform debug"),
    DECOMMISSIONED("decommissioned");

    private static final int STATE_SHIFT = 12;
    private static final int IMPLEMENTATION_DEFINED = 0xFF;

    private final String title;

    Lifecycle(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The lowest of its numbers. */
    public int firstValue() {
        return ordinal() << STATE_SHIFT;
    }

    /** The state that a claim's number stands for. */
    public static Optional<Lifecycle> of(long value) {
        return Arrays.stream(values())
                .filter(state -> (value & ~(long) IMPLEMENTATION_DEFINED) == state.firstValue())
                .findFirst();
    }

    static Optional<String> complaint(CBORObject value) {
        return ClaimFormat.integer(0, 0xFFFF)
                .complaint(value)
                .or(() -> of(value.AsInt64Value()).isPresent()
                        ? Optional.empty()
                        : Optional.of("is 0x%x, which stands for no state".formatted(value.AsInt64Value())));
    }
}

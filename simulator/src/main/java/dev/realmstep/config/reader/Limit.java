package dev.realmstep.config.reader;

import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.RealmProperty;
import java.util.OptionalInt;

/**
 * The values that a property may have.
 *
 * @param multiple what they have to be a multiple of
 * @param code how another value is reported
 * @param reason whose limit it is
 */
record Limit(RealmProperty property, int min, int max, int multiple, DiagnosticCode code, String reason) {
    static final Limit IPA_BITS = new Limit(
            RealmProperty.IPA_BITS,
            IpaSpace.MIN_BITS,
            IpaSpace.MAX_BITS,
            1,
            DiagnosticCode.IPA_BITS_OUT_OF_RANGE,
            "the RMM builds realms with addresses of 32 to 48 bits");

    /** What Linux's KVM allows with a GICv3; the RMM's own limit is higher. */
    static final Limit VCPUS = new Limit(
            RealmProperty.VCPUS, 1, 511, 1, DiagnosticCode.VCPUS_OUT_OF_RANGE, "a realm has 1 to 511 virtual CPUs");

    /** ZCR_ELx.LEN counts quadwords in four bits. */
    static final Limit SVE = new Limit(
            RealmProperty.SVE,
            128,
            2048,
            128,
            DiagnosticCode.SVE_VECTOR_LENGTH,
            "an SVE vector length is a multiple of 128 bits from 128 to 2048");

    /** PMCR_EL0.N has five bits. */
    static final Limit PMU = new Limit(
            RealmProperty.PMU, 0, 31, 1, DiagnosticCode.PMU_COUNTERS_OUT_OF_RANGE, "a PMU has 0 to 31 event counters");

    /** The architecture requires two; ID_AA64DFR1_EL1 counts up to 64. */
    static final Limit BREAKPOINTS = new Limit(
            RealmProperty.BREAKPOINTS,
            2,
            64,
            1,
            DiagnosticCode.DEBUG_RESOURCES_OUT_OF_RANGE,
            "a processing element has 2 to 64 hardware breakpoints");

    static final Limit WATCHPOINTS = new Limit(
            RealmProperty.WATCHPOINTS,
            2,
            64,
            1,
            DiagnosticCode.DEBUG_RESOURCES_OUT_OF_RANGE,
            "a processing element has 2 to 64 hardware watchpoints");

    /** The number, or nothing if it is beyond the limit, which is reported. */
    OptionalInt read(Arguments arguments, Located<Long> number) {
        long value = number.value();
        if (value >= min && value <= max && value % multiple == 0) {
            return OptionalInt.of((int) value);
        }
        long nearest = Math.clamp((value + multiple / 2) / multiple * multiple, min, max);
        arguments.report(
                code,
                number.range(),
                "`%s` cannot be %d: %s; the nearest is %d".formatted(property.keyword(), value, reason, nearest),
                "Change to " + nearest,
                Long.toString(nearest));
        return OptionalInt.empty();
    }
}

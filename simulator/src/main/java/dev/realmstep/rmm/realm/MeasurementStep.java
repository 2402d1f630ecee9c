package dev.realmstep.rmm.realm;

import java.util.List;
import java.util.Optional;

/** An event that changes a measurement of a realm, with all of it that is measured (RMM specification 1.0, A7.1). */
public sealed interface MeasurementStep {
    /**
     * RMI_REALM_CREATE, with which the RIM begins.
     *
     * @param breakpoints minus one, as the structure has it
     * @param watchpoints the same
     * @param sveVectorLength in quadwords, minus one
     */
    record Parameters(
            long flags,
            int ipaBits,
            int sveVectorLength,
            int breakpoints,
            int watchpoints,
            int eventCounters,
            int hashAlgorithm)
            implements MeasurementStep {}

    /** RMI_RTT_INIT_RIPAS, for one entry of a table: [base, top) becomes RAM. */
    record Ripas(long base, long top) implements MeasurementStep {}

    /**
     * RMI_DATA_CREATE.
     *
     * @param contents the hash of the granule, or empty if only its address is measured
     */
    record Data(long ipa, Optional<Digest> contents) implements MeasurementStep {}

    /**
     * RMI_REC_CREATE of a runnable REC.
     *
     * @param registers X0 to X7
     */
    record Rec(long flags, long programCounter, List<Long> registers) implements MeasurementStep {
        public Rec {
            registers = List.copyOf(registers);
        }
    }

    /**
     * RSI_MEASUREMENT_EXTEND.
     *
     * @param slot of the REM, 1 to 4
     * @param value that it is extended by
     */
    record Extension(int slot, Digest value) implements MeasurementStep {}
}

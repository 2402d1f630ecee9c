package dev.realmstep.config;

import java.util.OptionalInt;

/**
 * The optional features of a realm, which the RMM measures with it.
 *
 * @param sveVectorLength in bits, a multiple of 128; empty if the realm has no SVE
 * @param breakpoints hardware breakpoints, as the architecture counts them (at least 2)
 * @param watchpoints hardware watchpoints, as the architecture counts them (at least 2)
 * @param pmuCounters event counters; empty if the realm has no performance monitors
 * @param lpa2 whether addresses are described in the format of FEAT_LPA2
 */
public record RealmFeatures(
        OptionalInt sveVectorLength, int breakpoints, int watchpoints, OptionalInt pmuCounters, boolean lpa2) {
    /** The smallest numbers of breakpoints and watchpoints that the architecture allows, and nothing else. */
    public static final RealmFeatures DEFAULT =
            new RealmFeatures(OptionalInt.empty(), 2, 2, OptionalInt.empty(), false);
}

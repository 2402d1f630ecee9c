package dev.realmstep.machine;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.TextRange;
import dev.realmstep.host.GuestOutcome;
import dev.realmstep.rmm.refusal.Refusal;
import java.util.Map;
import java.util.Optional;

/** Finds the statement of a configuration for which the RMM refused what the host asked for. */
final class RefusalFinding {
    /** Which statement gives an operand of RMI_REALM_CREATE its value. */
    private static final Map<String, RealmProperty> STATEMENTS = Map.of(
            "flags.lpa2", RealmProperty.LPA2,
            "sve_vl", RealmProperty.SVE,
            "pmu_num_ctrs", RealmProperty.PMU,
            "s2sz", RealmProperty.IPA_BITS,
            "num_bps", RealmProperty.BREAKPOINTS,
            "num_wps", RealmProperty.WATCHPOINTS,
            "hash_algo", RealmProperty.HASH);

    private RefusalFinding() {}

    /** @param reason of the RMM for the refusal, if it gave one */
    static Diagnostic of(RealmConfiguration configuration, GuestOutcome.Refused refused, Optional<Refusal> reason) {
        TextRange statement = reason.map(Refusal::operand)
                .map(STATEMENTS::get)
                .map(configuration::rangeOf)
                .or(refused::statement)
                .orElse(configuration.source().range());
        String why = reason.map(condition -> "%s, %s".formatted(refused.why(), condition))
                .orElse(refused.why());
        return Diagnostic.of(DiagnosticCode.CANNOT_BE_BUILT, statement, why);
    }
}

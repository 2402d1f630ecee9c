package dev.realmstep.machine;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.TextRange;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.RealmPlanner;
import dev.realmstep.rmm.refusal.Refusal;
import java.util.Map;
import java.util.Optional;

/**
 * The last stage of checking: the realm is built through the real RMI against the simulated RMM, and not run. A refusal is
 * a finding at the statement that caused it.
 */
public final class DryRun {
    /** Which statement gives an operand of RMI_REALM_CREATE its value. */
    private static final Map<String, RealmProperty> STATEMENTS = Map.of(
            "s2sz", RealmProperty.IPA_BITS,
            "num_bps", RealmProperty.BREAKPOINTS,
            "num_wps", RealmProperty.WATCHPOINTS,
            "hash_algo", RealmProperty.HASH);

    private DryRun() {}

    /**
     * Builds a realm.
     *
     * @param configuration one without errors
     * @return why it cannot be built, if it cannot
     */
    public static Optional<Diagnostic> of(RealmConfiguration configuration) {
        try {
            Machine machine = Machine.forRealm(RealmPlanner.plan(configuration), value -> {});
            return machine.start() instanceof StopReason.Refused refused
                    ? Optional.of(finding(statement(configuration, machine, refused), refused.why()))
                    : Optional.empty();
        } catch (PlanException e) {
            return Optional.of(finding(e.range(), String.valueOf(e.getMessage())));
        }
    }

    private static TextRange statement(RealmConfiguration configuration, Machine machine, StopReason.Refused refused) {
        return machine.events()
                .lastRefusal()
                .map(Refusal::operand)
                .map(STATEMENTS::get)
                .map(configuration::rangeOf)
                .or(refused::statement)
                .orElse(configuration.source().range());
    }

    private static Diagnostic finding(TextRange range, String message) {
        return Diagnostic.of(DiagnosticCode.CANNOT_BE_BUILT, range, message);
    }
}

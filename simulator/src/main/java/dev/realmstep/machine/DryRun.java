package dev.realmstep.machine;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.RealmPlanner;
import java.util.Optional;

/**
 * The last stage of checking: the realm is built through the real RMI against the simulated RMM, and not run. A refusal is
 * a finding at the statement that caused it.
 */
public final class DryRun {
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
                    ? Optional.of(refused.finding())
                    : Optional.empty();
        } catch (PlanException e) {
            return Optional.of(
                    Diagnostic.of(DiagnosticCode.CANNOT_BE_BUILT, e.range(), String.valueOf(e.getMessage())));
        }
    }
}

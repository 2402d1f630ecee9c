package dev.realmstep.machine;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.TextRange;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.host.RealmPlan;
import dev.realmstep.rmm.realm.Digest;
import dev.realmstep.rmm.realm.MeasurementStep;
import java.util.ArrayList;
import java.util.List;

/**
 * What a realm's measurements are when it is activated, found out by building it through the real RMI, and the steps that
 * led to them.
 *
 * @param plan of the realm
 * @param values RIM, and the four REMs
 * @param steps in their order
 */
public record MeasuredRealm(RealmPlan plan, List<Digest> values, List<Step> steps) {
    public MeasuredRealm {
        values = List.copyOf(values);
        steps = List.copyOf(steps);
    }

    /**
     * One event that was measured.
     *
     * @param value the RIM behind it
     * @param origin the statement of the configuration that led to it
     */
    public record Step(MeasurementStep step, Digest value, TextRange origin) {}

    /**
     * Builds a realm and throws it away.
     *
     * @throws UnbuiltRealmException if the RMM refuses it
     */
    public static MeasuredRealm of(RealmPlan plan) throws UnbuiltRealmException {
        List<Step> steps = new ArrayList<>();
        Machine machine = Machine.forRealm(
                plan,
                value -> {},
                new Interpreter(),
                (rd, step, value) -> steps.add(new Step(step, value, origin(plan, step))));
        StopReason reason = machine.start();
        if (reason instanceof StopReason.Refused refused) {
            throw new UnbuiltRealmException(refused.finding());
        }
        if (reason != null) {
            throw new UnbuiltRealmException(Diagnostic.of(
                    DiagnosticCode.CANNOT_BE_BUILT,
                    plan.configuration().source().range(),
                    "the realm does not come to its first instruction"));
        }
        return new MeasuredRealm(plan, machine.measurements(), steps);
    }

    private static TextRange origin(RealmPlan plan, MeasurementStep step) {
        RealmConfiguration configuration = plan.configuration();
        TextRange realm = configuration.source().range();
        return switch (step) {
            case MeasurementStep.Parameters parameters -> realm;
            case MeasurementStep.Ripas ripas ->
                configuration.ram().stream()
                        .filter(region -> region.contains(ripas.base(), 1))
                        .map(RamRegion::range)
                        .findFirst()
                        .orElse(realm);
            case MeasurementStep.Data data -> plan.originOf(data.ipa()).orElse(realm);
            case MeasurementStep.Rec rec -> configuration.rangeOf(RealmProperty.ENTRY);
            case MeasurementStep.Extension extension -> realm;
        };
    }
}

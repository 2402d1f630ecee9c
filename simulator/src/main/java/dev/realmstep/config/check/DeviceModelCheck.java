package dev.realmstep.config.check;

import dev.realmstep.config.Clause;
import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.Part;
import dev.realmstep.config.Spelling;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A device is of a kind that is known, and has the clauses of its kind. */
final class DeviceModelCheck implements RealmCheck {
    private static final List<String> COMPATIBLES =
            Arrays.stream(DeviceModel.values()).map(DeviceModel::compatible).toList();

    private static final Map<Part, Clause> PARTS = new EnumMap<>(Map.of(
            Part.CONSOLE, Clause.CONSOLE,
            Part.FILE, Clause.FILE,
            Part.READONLY, Clause.READONLY,
            Part.SNAPSHOT, Clause.SNAPSHOT,
            Part.SEED, Clause.SEED,
            Part.EPOCH, Clause.EPOCH,
            Part.IRQ, Clause.IRQ));

    @Override
    public void check(RealmContext context, Findings findings) {
        for (DeviceDescription device : context.realm().devices()) {
            device.model().ifPresentOrElse(model -> check(device, model, findings), () -> unknown(device, findings));
        }
    }

    private static void unknown(DeviceDescription device, Findings findings) {
        Optional<String> meant =
                Spelling.closest(device.compatible(), COMPATIBLES).or(() -> withoutVendor(device.compatible()));
        Diagnostic diagnostic = Diagnostic.of(
                DiagnosticCode.UNKNOWN_COMPATIBLE,
                device.source().of(Part.COMPATIBLE),
                "no device \"%s\" is known: there are %s%s"
                        .formatted(
                                device.compatible(),
                                COMPATIBLES.stream()
                                        .map(name -> "\"" + name + "\"")
                                        .collect(Collectors.joining(", ")),
                                Spelling.hint(meant)));
        findings.add(meant.map(right -> diagnostic.withFix(Fix.replace(
                        "Change to \"" + right + "\"", device.source().of(Part.COMPATIBLE), right)))
                .orElse(diagnostic));
    }

    /** {@code pl011} for {@code arm,pl011}. */
    private static Optional<String> withoutVendor(String compatible) {
        return COMPATIBLES.stream()
                .filter(known -> known.endsWith("," + compatible))
                .findFirst();
    }

    private static void check(DeviceDescription device, DeviceModel model, Findings findings) {
        PARTS.forEach((part, clause) -> {
            if (device.source().has(part) && !model.allows(clause)) {
                findings.add(Diagnostic.of(
                        DiagnosticCode.CLAUSE_NOT_OF_DEVICE,
                        device.source().of(part),
                        "a \"%s\" has no `%s`".formatted(device.compatible(), clause.keyword())));
            }
        });
    }
}

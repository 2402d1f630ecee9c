package dev.realmstep.debugger;

import dev.realmstep.config.Description;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.Severity;
import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.RealmPlan;
import dev.realmstep.host.RealmPlanner;
import dev.realmstep.machine.MachinePlan;
import dev.realmstep.machine.MachinePlanner;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the realm or machine that is meant in a {@code .realm} file, checks it, and lays it out. */
public final class RealmPlans {
    private final LaunchOptions options;

    RealmPlans(LaunchOptions options) {
        this.options = options;
    }

    /**
     * The realm that options name, laid out.
     *
     * @throws LaunchException if the file, or one that it names, is wrong, or if it describes no realm but a machine
     */
    public static RealmPlan of(LaunchOptions options) throws LaunchException {
        RealmPlans plans = new RealmPlans(options);
        return switch (plans.description()) {
            case RealmConfiguration realm -> plans.plan(realm);
            case MachineConfiguration machine ->
                throw new LaunchException("%s: it describes the machine `%s`, and this is about realms"
                        .formatted(options.program(), machine.name()));
        };
    }

    private void requireKnownCodes() throws LaunchException {
        Set<String> known =
                Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::code).collect(Collectors.toSet());
        for (String code : options.ignored()) {
            if (!known.contains(code)) {
                throw new LaunchException(
                        "--ignore %s: no finding has this code; they look like RS411, and docs/diagnostics.md has all of them"
                                .formatted(code));
            }
        }
    }

    /** What the options name, without errors. */
    Description description() throws LaunchException {
        requireKnownCodes();
        CheckedFile checked = RealmFiles.check(options.program());
        Optional<Diagnostic> error = checked.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .filter(diagnostic ->
                        !options.ignored().contains(diagnostic.code().code()))
                .findFirst();
        if (error.isPresent()) {
            throw failure(error.get());
        }
        return choose(checked.descriptions());
    }

    private Description choose(List<Description> descriptions) throws LaunchException {
        List<Description> wanted = descriptions.stream()
                .filter(description -> options.realm().isEmpty()
                        || description.name().equals(options.realm().get()))
                .toList();
        if (wanted.size() == 1) {
            return wanted.getFirst();
        }
        String names = descriptions.stream().map(Description::name).collect(Collectors.joining(", "));
        String what = options.realm()
                .map("it describes no realm `%s`"::formatted)
                .orElse("it describes several realms: say which");
        throw new LaunchException("%s: %s (%s)".formatted(options.program(), what, names));
    }

    RealmPlan plan(RealmConfiguration realm) throws LaunchException {
        try {
            return RealmPlanner.plan(realm);
        } catch (PlanException e) {
            throw failure(e);
        }
    }

    MachinePlan plan(MachineConfiguration machine) throws LaunchException {
        try {
            return MachinePlanner.plan(machine);
        } catch (PlanException e) {
            throw failure(e);
        }
    }

    private LaunchException failure(PlanException e) {
        return failure(Diagnostic.of(DiagnosticCode.CANNOT_BE_BUILT, e.range(), String.valueOf(e.getMessage())));
    }

    private LaunchException failure(Diagnostic finding) {
        return new LaunchException(FindingText.of(options.program(), finding));
    }
}

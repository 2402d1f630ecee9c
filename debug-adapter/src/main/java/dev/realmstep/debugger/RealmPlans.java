package dev.realmstep.debugger;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.Severity;
import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.RealmPlan;
import dev.realmstep.host.RealmPlanner;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the realm that is meant in a {@code .realm} file, checks it, and lays it out. */
public final class RealmPlans {
    private final LaunchOptions options;

    private RealmPlans(LaunchOptions options) {
        this.options = options;
    }

    /**
     * The realm that options name, laid out.
     *
     * @throws LaunchException if the file, or one that it names, is wrong
     */
    public static RealmPlan of(LaunchOptions options) throws LaunchException {
        RealmPlans plans = new RealmPlans(options);
        plans.requireKnownCodes();
        return plans.plan(plans.configuration());
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

    private RealmConfiguration configuration() throws LaunchException {
        CheckedFile checked = RealmFiles.check(options.program());
        Optional<Diagnostic> error = checked.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .filter(diagnostic ->
                        !options.ignored().contains(diagnostic.code().code()))
                .findFirst();
        if (error.isPresent()) {
            throw failure(error.get());
        }
        return choose(checked.realms());
    }

    private RealmConfiguration choose(List<RealmConfiguration> realms) throws LaunchException {
        List<RealmConfiguration> wanted = realms.stream()
                .filter(realm -> options.realm().isEmpty()
                        || realm.name().equals(options.realm().get()))
                .toList();
        if (wanted.size() == 1) {
            return wanted.getFirst();
        }
        String names = realms.stream().map(RealmConfiguration::name).collect(Collectors.joining(", "));
        String what = options.realm()
                .map("it describes no realm `%s`"::formatted)
                .orElse("it describes several realms: say which");
        throw new LaunchException("%s: %s (%s)".formatted(options.program(), what, names));
    }

    private RealmPlan plan(RealmConfiguration configuration) throws LaunchException {
        try {
            return RealmPlanner.plan(configuration);
        } catch (PlanException e) {
            throw failure(Diagnostic.of(DiagnosticCode.CANNOT_BE_BUILT, e.range(), String.valueOf(e.getMessage())));
        }
    }

    private LaunchException failure(Diagnostic finding) {
        return new LaunchException(FindingText.of(options.program(), finding));
    }
}

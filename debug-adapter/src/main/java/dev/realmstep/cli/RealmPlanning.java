package dev.realmstep.cli;

import dev.realmstep.debugger.FindingText;
import dev.realmstep.debugger.LaunchException;
import dev.realmstep.debugger.LaunchOptions;
import dev.realmstep.debugger.RealmPlans;
import dev.realmstep.host.RealmPlan;
import dev.realmstep.machine.MeasuredRealm;
import dev.realmstep.machine.UnbuiltRealmException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The realms of files, for commands that run none. */
final class RealmPlanning {
    private RealmPlanning() {}

    /** The realm of a file, laid out. */
    static RealmPlan plan(Path file, @Nullable String realm) throws BadInputException {
        try {
            return RealmPlans.of(LaunchOptions.of(file).ofRealm(Optional.ofNullable(realm)));
        } catch (LaunchException e) {
            throw new BadInputException(e.getMessage());
        }
    }

    /** The realm of a file, built as far as it is measured. */
    static MeasuredRealm measure(Path file, @Nullable String realm, Terminal terminal) throws BadInputException {
        RealmPlan plan = plan(file, realm);
        try (Progress progress = new Progress(terminal)) {
            progress.begin("measuring " + file);
            return MeasuredRealm.of(plan);
        } catch (UnbuiltRealmException e) {
            throw new BadInputException(FindingText.of(file, e.finding()));
        }
    }
}

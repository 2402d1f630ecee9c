package dev.realmstep.debugger;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.Severity;
import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.RealmPlan;
import dev.realmstep.host.RealmPlanner;
import dev.realmstep.machine.GuestConsole;
import dev.realmstep.machine.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a session from a {@code .realm} file: checks it, lays the realm out, reads debug information. */
public final class SessionLauncher {
    private final LaunchOptions options;

    private SessionLauncher(LaunchOptions options) {
        this.options = options;
    }

    /**
     * Prepares a session; the realm is built when it is started.
     *
     * @param console takes what the guest writes
     * @throws LaunchException if the file, or one that it names, is wrong
     */
    public static DebugSession launch(LaunchOptions options, GuestConsole console) throws LaunchException {
        return new SessionLauncher(options).launch(console);
    }

    /**
     * Lays a realm out without a session for it.
     *
     * @throws LaunchException if the file, or one that it names, is wrong
     */
    public static RealmPlan plan(LaunchOptions options) throws LaunchException {
        SessionLauncher launcher = new SessionLauncher(options);
        return launcher.plan(launcher.configuration());
    }

    private DebugSession launch(GuestConsole console) throws LaunchException {
        RealmConfiguration configuration = configuration();
        RealmPlan plan = plan(configuration);
        GuestTerminal terminal = new GuestTerminal(console);
        SessionEngine engine = SessionEngine.of(options.engine());
        Machine machine = Machine.forRealm(plan, terminal, engine.engine());
        List<Path> files = symbolFiles(configuration);
        List<Path> ofModules =
                files.stream().filter(ModuleSymbols::isPlaceOfModules).toList();
        List<Path> ofPrograms =
                files.stream().filter(file -> !ofModules.contains(file)).toList();
        GuestSymbols symbols = GuestSymbols.load(ofPrograms, new LoadedPrograms(plan), options.symbols()::contains);
        SourceFiles sources = new SourceFiles(options.sourceMap(), sourceFolders(configuration));
        return new DebugSession(
                options.program(),
                machine,
                terminal,
                symbols,
                new ModuleSymbols(ofModules),
                sources,
                new InstructionLimit(options.maxInstructions()),
                engine.notice());
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

    /** ELF files that are loaded describe themselves; further files are named by the configuration or the user. */
    private List<Path> symbolFiles(RealmConfiguration configuration) {
        Set<Path> files = new LinkedHashSet<>();
        for (LoadDirective load : configuration.loads()) {
            files.add(configuration.resolve(load.file()));
        }
        for (FileReference file : configuration.symbols()) {
            files.add(configuration.resolve(file));
        }
        files.addAll(options.symbols());
        return List.copyOf(files);
    }

    /** Debug information names sources relative to where the image was built, which is mostly where it is. */
    private List<Path> sourceFolders(RealmConfiguration configuration) {
        List<Path> folders = new ArrayList<>();
        for (Path file : symbolFiles(configuration)) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !folders.contains(folder)) {
                folders.add(folder);
            }
        }
        return folders;
    }

    private LaunchException failure(Diagnostic finding) {
        return new LaunchException(FindingText.of(options.program(), finding));
    }
}

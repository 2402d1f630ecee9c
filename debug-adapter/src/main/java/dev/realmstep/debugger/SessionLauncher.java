package dev.realmstep.debugger;

import dev.realmstep.config.Description;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.host.RealmPlan;
import dev.realmstep.machine.GuestConsole;
import dev.realmstep.machine.Machine;
import dev.realmstep.machine.MachinePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a session from a {@code .realm} file: lays the realm or machine out, reads debug information. */
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

    private DebugSession launch(GuestConsole console) throws LaunchException {
        RealmPlans plans = new RealmPlans(options);
        Description description = plans.description();
        GuestTerminal terminal = new GuestTerminal(console);
        SessionEngine engine = SessionEngine.of(options.engine());
        return switch (description) {
            case RealmConfiguration realm -> {
                RealmPlan plan = plans.plan(realm);
                yield ofRealm(plan, Machine.forRealm(plan, terminal, engine.engine()), terminal, engine);
            }
            case MachineConfiguration machine -> {
                MachinePlan plan = plans.plan(machine);
                yield ofMachine(plan, Machine.forNormalWorld(plan, terminal, engine.engine()), terminal, engine);
            }
        };
    }

    private DebugSession ofRealm(RealmPlan plan, Machine machine, GuestTerminal terminal, SessionEngine engine)
            throws LaunchException {
        List<Path> files =
                symbolFiles(plan.configuration(), plan.configuration().symbols());
        List<Path> ofModules =
                files.stream().filter(ModuleSymbols::isPlaceOfModules).toList();
        List<Path> ofPrograms =
                files.stream().filter(file -> !ofModules.contains(file)).toList();
        GuestSymbols symbols = GuestSymbols.load(ofPrograms, new LoadedPrograms(plan), options.symbols()::contains);
        return session(machine, terminal, engine, WorldSymbols.ofRealm(symbols), ofModules, files);
    }

    /** What runs in a machine's realms is nobody's to know but the user's. */
    private DebugSession ofMachine(MachinePlan plan, Machine machine, GuestTerminal terminal, SessionEngine engine)
            throws LaunchException {
        MachineConfiguration configuration = plan.configuration();
        List<Path> ofNormal = symbolFiles(configuration, configuration.symbols());
        List<Path> ofRealms = configuration.realmSymbols().stream()
                .map(configuration::resolve)
                .toList();
        LoadedPrograms loaded = new LoadedPrograms(plan);
        WorldSymbols symbols = WorldSymbols.ofMachine(
                GuestSymbols.load(ofNormal, loaded, options.symbols()::contains),
                GuestSymbols.load(ofRealms, loaded, ofRealms::contains));
        List<Path> files = Stream.concat(ofNormal.stream(), ofRealms.stream()).toList();
        return session(machine, terminal, engine, symbols, List.of(), files);
    }

    private DebugSession session(
            Machine machine,
            GuestTerminal terminal,
            SessionEngine engine,
            WorldSymbols symbols,
            List<Path> modules,
            List<Path> files) {
        return new DebugSession(
                options.program(),
                machine,
                terminal,
                symbols,
                new ModuleSymbols(modules),
                new SourceFiles(options.sourceMap(), foldersOf(files)),
                new InstructionLimit(options.maxInstructions()),
                engine.notice());
    }

    /** ELF files that are loaded describe themselves; further files are named by the description or the user. */
    private List<Path> symbolFiles(Description description, List<FileReference> named) {
        Set<Path> files = new LinkedHashSet<>();
        for (LoadDirective load : description.loads()) {
            files.add(description.resolve(load.file()));
        }
        for (FileReference file : named) {
            files.add(description.resolve(file));
        }
        files.addAll(options.symbols());
        return List.copyOf(files);
    }

    /** Debug information names sources relative to where the image was built, which is mostly where it is. */
    private static List<Path> foldersOf(List<Path> files) {
        List<Path> folders = new ArrayList<>();
        for (Path file : files) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !folders.contains(folder)) {
                folders.add(folder);
            }
        }
        return folders;
    }
}

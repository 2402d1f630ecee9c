package dev.realmstep.debugger;

import dev.realmstep.config.FileReference;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.host.RealmPlan;
import dev.realmstep.machine.GuestConsole;
import dev.realmstep.machine.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes a session from a {@code .realm} file: lays the realm out, reads debug information. */
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
        RealmPlan plan = RealmPlans.of(options);
        RealmConfiguration configuration = plan.configuration();
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
}

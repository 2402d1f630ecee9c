package dev.realmstep.cli;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.LaunchOptions;
import dev.realmstep.debugger.console.Console;
import dev.realmstep.machine.EngineChoice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realmstep debug}: a debug session in the terminal or from a script. */
@Command(
        name = "debug",
        mixinStandardHelpOptions = true,
        description =
                "Debugs a realm or a machine with the commands of the debug console; `help` among them lists them.")
final class DebugCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE.realm", description = "The realm's configuration.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or refuses the command line
    private Path file;

    @Option(names = "-x", paramLabel = "SCRIPT", description = "Runs the commands of a file, a line each; # comments.")
    private @Nullable Path script;

    @Option(names = "-e", paramLabel = "COMMAND", description = "Runs a command; may be repeated.")
    private List<String> commands = new ArrayList<>();

    @Option(
            names = "--max-instructions",
            paramLabel = "N",
            description = "Gives up with status 3 after N instructions of all processors together.")
    private long maxInstructions = Long.MAX_VALUE;

    @Option(
            names = "--symbols",
            paramLabel = "ELF",
            description =
                    "A file with debug information, or a folder with modules of Linux, besides those that the realm"
                            + " names; may be repeated.")
    private List<Path> symbols = new ArrayList<>();

    @Option(
            names = "--source-map",
            paramLabel = "FROM=TO",
            description = "Looks for sources whose path, as compiled, begins with FROM below TO; may be repeated.")
    private Map<String, String> sourceMap = new LinkedHashMap<>();

    @Option(
            names = "--ignore",
            split = ",",
            paramLabel = "CODE",
            description =
                    "Starts the realm in spite of an error of this code, such as RS411, to see what the guest does.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "What executes instructions: translator, which is faster, or interpreter.")
    private @Nullable EngineChoice engine;

    @Option(
            names = "--realm",
            paramLabel = "NAME",
            description = "Which realm or machine, if the file describes several.")
    private @Nullable String realm;

    @Option(
            names = "--json",
            description = "Writes to standard output, for programs: one JSON object a line for each event.")
    private boolean json;

    DebugCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException, IOException {
        if (maxInstructions < 1) {
            throw new BadInputException("--max-instructions must be at least 1");
        }
        List<String> scripted = scripted();
        JsonTranscript events = new JsonTranscript(terminal.out());
        TerminalConsole guest = json
                ? TerminalConsole.apart(ConsoleEvents.of(events), InputStream.nullInputStream())
                : new TerminalConsole(terminal.out(), InputStream.nullInputStream());
        LaunchOptions options = new LaunchOptions(
                file,
                Optional.ofNullable(realm),
                symbols,
                sourceMap,
                Set.copyOf(ignored),
                Optional.ofNullable(engine),
                maxInstructions);
        DebugSession session = Sessions.launch(options, guest, terminal);
        Console console = new Console(session);
        Dialogue dialogue = new Dialogue(session, console, guest, json ? events : new TextTranscript(terminal.out()));
        Optional<org.jline.terminal.Terminal> user =
                isScripted() || json || !terminal.isAttended() ? Optional.empty() : UserTerminal.open();
        if (user.isEmpty()) {
            guest.whenForsaken(session::requestPause);
        }
        if (isScripted()) {
            dialogue.play(scripted);
        } else {
            dialogue.interact(
                    user.isPresent()
                            ? new TypedCommands(user.get(), session, console)
                            : new PlainCommands(terminal, json ? "" : Dialogue.PROMPT));
        }
        return Sessions.exitStatus(session, dialogue.lastStop());
    }

    private boolean isScripted() {
        return script != null || !commands.isEmpty();
    }

    private List<String> scripted() throws BadInputException {
        List<String> lines = new ArrayList<>();
        if (script != null) {
            try {
                lines.addAll(Files.readAllLines(script));
            } catch (IOException e) {
                throw new BadInputException("%s: cannot be read: name a text file of commands".formatted(script));
            }
        }
        lines.addAll(commands);
        return lines;
    }
}

package dev.realmstep.cli;

import dev.realmstep.debugger.Breakpoint;
import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.LaunchOptions;
import dev.realmstep.debugger.Stop;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realmstep run}: boots a realm with its console on the terminal. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Boots a realm or a machine; its console is the terminal, its exit status the command's.")
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE.realm", description = "What describes the realm or machine.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or refuses the command line
    private Path file;

    @Option(
            names = "--until",
            paramLabel = "SYMBOL|ADDRESS",
            description = "Stops there with status 0, and says where.")
    private @Nullable String until;

    @Option(
            names = "--max-instructions",
            paramLabel = "N",
            description = "Gives up with status 3 after N instructions of all processors together.")
    private long maxInstructions = Long.MAX_VALUE;

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
            description =
                    "What executes instructions: translator, which is faster, interpreter, or check, which compares both.")
    private @Nullable EngineOption engine;

    @Option(
            names = "--realm",
            paramLabel = "NAME",
            description = "Which realm or machine, if the file describes several.")
    private @Nullable String realm;

    @Option(
            names = "--save-token",
            paramLabel = "FILE",
            description = "Writes the last attestation token that the guest got; status 1 if it got none.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--json",
            description = "Writes to standard output, for programs: one JSON object a line for each event.")
    private boolean json;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException {
        if (maxInstructions < 1) {
            throw new BadInputException("--max-instructions must be at least 1");
        }
        LaunchOptions options = LaunchOptions.of(file)
                .withMaxInstructions(maxInstructions)
                .ofRealm(Optional.ofNullable(realm))
                .ignoring(Set.copyOf(ignored))
                .on(Optional.ofNullable(engine).flatMap(EngineOption::choice));
        if (engine == EngineOption.CHECK && (until != null || tokenFile != null || json)) {
            throw new BadInputException(
                    "--engine check compares a whole run: it goes with none of --until, --save-token and --json");
        }
        if (engine == EngineOption.CHECK) {
            return new EngineCheck(terminal).run(options);
        }
        JsonTranscript events = new JsonTranscript(terminal.out());
        Optional<org.jline.terminal.Terminal> user =
                terminal.isAttended() && !json ? UserTerminal.open() : Optional.empty();
        InputStream input = user.isPresent() ? InputStream.nullInputStream() : terminal.in();
        TerminalConsole console = json
                ? TerminalConsole.apart(ConsoleEvents.of(events), input)
                : new TerminalConsole(terminal.out(), input);
        DebugSession session = Sessions.launch(options, console, terminal);
        if (until != null) {
            setGoal(session, until);
        }
        if (user.isEmpty()) {
            console.whenForsaken(session::requestPause);
            Stop stop = run(session);
            console.flush();
            Stop last = Sessions.seenFrom(console, stop);
            if (json) {
                events.stop(session, last);
            }
            return conclude(session, last);
        }
        Stop stop = runAttended(session, user.get());
        console.endLine();
        return conclude(session, stop);
    }

    private Stop run(DebugSession session) {
        Stop entry;
        try (Progress progress = new Progress(terminal)) {
            progress.begin("building the realm");
            entry = session.start();
        }
        return entry.reason() == Stop.Reason.ENTRY
                ? session.resume(session.cpus().getFirst())
                : entry;
    }

    /** Runs with the user's keyboard at the guest's console. */
    private Stop runAttended(DebugSession session, org.jline.terminal.Terminal user) {
        terminal.tell("the keyboard is the guest's; Ctrl-A x ends the run, Ctrl-A Ctrl-A types Ctrl-A");
        session.terminal().setAttended(true);
        EscapeKeys keys =
                new EscapeKeys(key -> session.terminal().type(new byte[] {(byte) key}), session::requestPause);
        try (Keyboard keyboard = new Keyboard(user, false, Duration.ZERO, keys)) {
            keyboard.open();
            return run(session);
        }
    }

    /** Says how it ended, unless it is what was asked for, and gives the exit status. */
    private int conclude(DebugSession session, Stop stop) throws BadInputException {
        if (stop.reason() == Stop.Reason.UNBUILT) {
            throw new BadInputException(stop.description());
        }
        String end = Sessions.describe(session, stop);
        int status = Sessions.exitStatus(session, Optional.of(stop));
        boolean reached = stop.reason() == Stop.Reason.BREAKPOINT;
        if (until != null && !reached) {
            terminal.tell("%s was not reached: %s".formatted(until, end));
            return status == ExitStatus.DONE ? ExitStatus.FAILED : status;
        }
        if (stop.reason() == Stop.Reason.PAUSE) {
            terminal.tell("ended at the keyboard: " + end);
        } else if (stop.reason() != Stop.Reason.ENDED || session.isAtRest()) {
            terminal.tell(end);
        }
        Sessions.explanation(session, stop).ifPresent(terminal::tell);
        return tokenFile == null ? status : saveToken(session, tokenFile, status);
    }

    private int saveToken(DebugSession session, Path destination, int status) throws BadInputException {
        Optional<byte[]> token = session.lastToken();
        if (token.isEmpty()) {
            terminal.tell("the guest got no attestation token");
            return status == ExitStatus.DONE ? ExitStatus.FAILED : status;
        }
        TokenFile.write(destination, token.get());
        return status;
    }

    private static void setGoal(DebugSession session, @Nullable String goal) throws BadInputException {
        String place = String.valueOf(goal);
        Breakpoint.Place wanted = place.startsWith("0x")
                ? new Breakpoint.Place.Address(address(place))
                : new Breakpoint.Place.Function(place);
        if (!session.breakpoints().set(wanted).isResolved()) {
            throw new BadInputException("--until %s: no code of the guest is there".formatted(place));
        }
    }

    private static long address(String text) throws BadInputException {
        try {
            return Long.parseUnsignedLong(text.substring(2).replace("_", ""), 16);
        } catch (NumberFormatException e) {
            throw new BadInputException("--until %s: that is not an address".formatted(text));
        }
    }
}

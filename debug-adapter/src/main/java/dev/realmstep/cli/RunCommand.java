package dev.realmstep.cli;

import dev.realmstep.debugger.Breakpoint;
import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.LaunchOptions;
import dev.realmstep.debugger.Stop;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realmstep run}: boots a realm with its console on the terminal. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Boots a realm; its console is the terminal, its exit status the command's.")
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE.realm", description = "The realm's configuration.")
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

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException {
        if (maxInstructions < 1) {
            throw new BadInputException("--max-instructions must be at least 1");
        }
        LaunchOptions options = LaunchOptions.of(file).withMaxInstructions(maxInstructions);
        TerminalConsole console = new TerminalConsole(terminal.out());
        DebugSession session = Sessions.launch(options, console);
        boolean hasGoal = until != null;
        if (hasGoal) {
            setGoal(session, until);
        }
        Stop stop = session.start();
        if (stop.reason() == Stop.Reason.ENTRY) {
            stop = session.resume(session.cpus().getFirst());
        }
        console.flush();
        if (hasGoal || stop.reason() != Stop.Reason.ENDED) {
            terminal.tell(Sessions.describe(session, stop));
        }
        return Sessions.exitStatus(session, Optional.of(stop));
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

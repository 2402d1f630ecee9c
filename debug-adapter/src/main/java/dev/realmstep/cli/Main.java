package dev.realmstep.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code realmstep}. */
@Command(
        name = "realmstep",
        description = "Runs, debugs, checks and measures realms of Arm's Confidential Compute Architecture.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Terminal.ofProcess()).execute(arguments));
    }

    /** The whole command, ready to be executed with arguments; it gives the exit status. */
    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new Main())
                .addSubcommand(new RunCommand(terminal))
                .addSubcommand(new DebugCommand(terminal))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new ConformanceCommand(terminal))
                .addSubcommand(new MeasureCommand(terminal))
                .addSubcommand(TokenCommand.commandLine(terminal))
                .addSubcommand(BenchCommand.commandLine(terminal))
                .addSubcommand(new DapCommand(terminal))
                .addSubcommand(new LspCommand(terminal))
                .setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()))
                .setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(long.class, Main::number)
                .setParameterExceptionHandler((failure, arguments) -> explainUsage(failure, terminal))
                .setExecutionStrategy(parsed -> execute(parsed, terminal))
                .setExecutionExceptionHandler((failure, command, parsed) -> explainFailure(failure, terminal));
    }

    private static Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new CommandLine.TypeConversionException("'%s' is not a number".formatted(text));
        }
    }

    /** Carries a command out; what it has not managed to write it has not done. */
    private static int execute(CommandLine.ParseResult parsed, Terminal terminal) {
        int status = new CommandLine.RunLast().execute(parsed);
        if (terminal.out().checkError()) {
            terminal.tell(OutputLostException.MESSAGE);
            return ExitStatus.BAD_INPUT;
        }
        return status;
    }

    private static int explainUsage(CommandLine.ParameterException failure, Terminal terminal) {
        String help = failure.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        terminal.tell("%s (see %s)".formatted(firstLine(failure.getMessage()), help));
        return ExitStatus.BAD_INPUT;
    }

    /** What is not an input's fault is ours; a stack trace would tell the user nothing. */
    private static int explainFailure(Exception failure, Terminal terminal) {
        if (failure instanceof BadInputException || failure instanceof OutputLostException) {
            terminal.tell(String.valueOf(failure.getMessage()));
            return ExitStatus.BAD_INPUT;
        }
        terminal.tell("internal error: %s; please report it".formatted(failure));
        return ExitStatus.FAILED;
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "the command line is wrong"
                : message.lines().findFirst().orElse("");
    }
}

package dev.realmstep.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code realmstep}. */
@Command(
        name = "realmstep",
        description = "Runs, debugs and checks realms of Arm's Confidential Compute Architecture.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, DebugCommand.class, CheckCommand.class, DapCommand.class, LspCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command, ready to be executed with arguments; it gives the exit status. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler(Main::explainFailure);
    }

    private static int explainUsage(CommandLine.ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        err.println("realmstep: %s (see %s)".formatted(firstLine(e.getMessage()), help));
        return ExitStatus.BAD_INPUT;
    }

    private static int explainFailure(Exception e, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (e instanceof BadInputException) {
            command.getErr().println("realmstep: " + e.getMessage());
            return ExitStatus.BAD_INPUT;
        }
        throw e;
    }

    private static String firstLine(@org.jspecify.annotations.Nullable String message) {
        return message == null
                ? "the command line is wrong"
                : message.lines().findFirst().orElse("");
    }
}

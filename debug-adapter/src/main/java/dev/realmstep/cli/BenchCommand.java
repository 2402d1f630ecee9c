package dev.realmstep.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code realmstep bench}: measurements of the simulator itself. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the simulator.",
        synopsisSubcommandLabel = "COMMAND")
final class BenchCommand {
    private BenchCommand() {}

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new BenchCommand()).addSubcommand(new BenchEngineCommand(terminal));
    }
}

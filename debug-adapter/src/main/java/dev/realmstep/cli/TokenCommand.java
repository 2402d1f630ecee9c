package dev.realmstep.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code realmstep token}: attestation tokens, of this simulator's realms and of others. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Shows, verifies and gets attestation tokens.",
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {
    private TokenCommand() {}

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(new TokenShowCommand(terminal))
                .addSubcommand(new TokenVerifyCommand(terminal))
                .addSubcommand(new TokenGetCommand(terminal));
    }
}

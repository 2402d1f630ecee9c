package dev.realmstep.cli;

import dev.realmstep.debugger.FindingText;
import dev.realmstep.machine.Machine;
import dev.realmstep.machine.StopReason;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realmstep token get}: the token that a realm would get in front of its first instruction. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Builds a realm, and gets the attestation token that it would get before its first instruction.")
final class TokenGetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE.realm", description = "The realm's configuration.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or refuses the command line
    private Path file;

    @Option(names = "--realm", paramLabel = "NAME", description = "Which realm, if the file describes several.")
    private @Nullable String realm;

    @Option(
            names = "--challenge",
            paramLabel = "HEX",
            description = "At most 64 bytes, padded with zeros behind. Default: all zero.")
    private @Nullable String challenge;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the token goes, as bytes. Default: the output, as base64 between two lines.")
    private @Nullable Path output;

    TokenGetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException {
        byte[] bytes = HexOption.readWide("--challenge", challenge).orElseGet(() -> new byte[HexOption.WIDE]);
        Machine machine = Machine.forRealm(RealmPlanning.plan(file, realm), value -> {});
        StopReason reason;
        try (Progress progress = new Progress(terminal)) {
            progress.begin("building the realm");
            reason = machine.start();
        }
        if (reason instanceof StopReason.Refused refused) {
            throw new BadInputException(FindingText.of(file, refused.finding()));
        }
        byte[] token = machine.attestationToken(bytes);
        if (output == null) {
            terminal.out().println(TokenFile.armored(token));
        } else {
            TokenFile.write(output, token);
        }
        return ExitStatus.DONE;
    }
}

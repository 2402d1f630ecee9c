package dev.realmstep.cli;

import dev.realmstep.attestation.cose.MalformedMessageException;
import dev.realmstep.attestation.token.CcaToken;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realmstep token show}: what a token says, verified or not. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the claims of an attestation token; verifies nothing.")
final class TokenShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The token: bytes, hexadecimal digits or base64; - is the input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or refuses the command line
    private Path file;

    @Option(names = "--json", description = "As JSON, with byte strings in base64.")
    private boolean json;

    TokenShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException {
        byte[] bytes = TokenFile.read(file, terminal);
        try {
            CcaToken token = CcaToken.parse(bytes);
            terminal.out().println(json ? TokenJson.of(token) : TokenText.of(token));
            return ExitStatus.DONE;
        } catch (MalformedMessageException e) {
            throw new BadInputException("%s: %s".formatted(file, PrintableText.of(e.getMessage())));
        }
    }
}

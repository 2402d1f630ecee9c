package dev.realmstep.cli;

import dev.realmstep.lsp.LanguageServerLauncher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code realmstep lsp}: the language server, on standard input and output. */
@Command(
        name = "lsp",
        mixinStandardHelpOptions = true,
        description = "Serves the Language Server Protocol on standard input and output.")
final class LspCommand implements Callable<Integer> {
    private final Terminal terminal;

    LspCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return LanguageServerLauncher.run(terminal.in(), terminal.out());
    }
}

package dev.realmstep.cli;

import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.cpu.engine.translator.Translator;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import dev.realmstep.debugger.LaunchException;
import dev.realmstep.debugger.LaunchOptions;
import dev.realmstep.debugger.RealmPlans;
import dev.realmstep.machine.EngineComparison;
import java.io.InputStream;
import java.util.Locale;

/** {@code run --engine check}: runs a realm on both engines side by side, and tells where they differ. */
final class EngineCheck {
    private final Terminal terminal;

    EngineCheck(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Compares them over a whole run; nothing is typed.
     *
     * @return the exit status
     */
    int run(LaunchOptions options) throws BadInputException {
        TerminalConsole console = new TerminalConsole(terminal.out(), InputStream.nullInputStream());
        EngineComparison comparison = comparison(options, console);
        EngineComparison.Result result = comparison.run(options.maxInstructions());
        console.flush();
        return switch (result) {
            case EngineComparison.Equal equal -> tell(equal);
            case EngineComparison.Different different -> tell(different);
        };
    }

    private int tell(EngineComparison.Equal equal) {
        terminal.tell(String.format(
                Locale.ROOT, "interpreter and translator are equal over %,d instructions", equal.instructions()));
        return ExitStatus.DONE;
    }

    private int tell(EngineComparison.Different different) {
        terminal.tell(String.format(
                Locale.ROOT,
                "interpreter and translator differ after %,d instructions at which they were equal",
                different.instructions()));
        different.differences().forEach(terminal::tell);
        return ExitStatus.FAILED;
    }

    private static EngineComparison comparison(LaunchOptions options, TerminalConsole console)
            throws BadInputException {
        try {
            return new EngineComparison(RealmPlans.of(options), console, new Interpreter(), Translator.forThisHost());
        } catch (LaunchException | ExecutableMemoryException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        }
    }
}

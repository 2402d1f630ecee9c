package dev.realmstep.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * The streams that a command reads and writes: the process's own, or a test's.
 *
 * @param isAttended whether input and output are a terminal, at which somebody sits
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, boolean isAttended) {
    static Terminal ofProcess() {
        // Which is null, or none, when either is something else.
        boolean attended =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Terminal(System.in, System.out, System.err, attended);
    }

    /** Writes one line to whoever started the command, as all that is not its result is. */
    void tell(String message) {
        out.flush();
        err.println("realmstep: " + message);
    }
}

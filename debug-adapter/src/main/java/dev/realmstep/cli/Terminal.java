package dev.realmstep.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** The streams that a command reads and writes: the process's own, or a test's. */
record Terminal(InputStream in, PrintStream out, PrintStream err) {
    static Terminal ofProcess() {
        return new Terminal(System.in, System.out, System.err);
    }

    /** Writes one line to whoever started the command, as all that is not its result is. */
    void tell(String message) {
        out.flush();
        err.println("realmstep: " + message);
    }
}

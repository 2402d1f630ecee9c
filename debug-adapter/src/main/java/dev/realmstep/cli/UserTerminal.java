package dev.realmstep.cli;

import java.io.IOException;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Opens the terminal that the user sits at. Its settings are restored when it is closed, and when the program is ended. */
final class UserTerminal {
    private UserTerminal() {}

    /** The process's terminal; empty if it has none that can be controlled. */
    static Optional<Terminal> open() {
        try {
            return Optional.of(TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    // Otherwise the terminal is asked what it can, by sequences that some show or answer late.
                    .graphemeCluster(false)
                    .nativeSignals(true)
                    .build());
        } catch (IOException | IllegalStateException e) {
            return Optional.empty(); // the library's way to say that there is none
        }
    }
}

package dev.realmstep.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Commands from a stream, a line each. */
final class PlainCommands implements CommandSource {
    private final BufferedReader in;
    private final PrintStream out;
    private final String prompt;

    /** @param prompt in front of each command */
    PlainCommands(Terminal terminal, String prompt) {
        this.prompt = prompt;
        this.in = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        this.out = terminal.out();
    }

    @Override
    public @Nullable String next() throws IOException {
        out.print(prompt);
        out.flush();
        return in.readLine();
    }
}

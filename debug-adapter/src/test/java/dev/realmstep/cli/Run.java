package dev.realmstep.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One execution of the command.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Run(int status, String out, String err) {
    /** Executes {@code realmstep} with nothing on standard input. */
    static Run realmstep(Object... arguments) {
        return withInput("", arguments);
    }

    static Run withInput(String input, Object... arguments) {
        return with(new ByteArrayOutputStream(), input, arguments);
    }

    /** Executes {@code realmstep} with an output that takes nothing. */
    static Run withFullDisk(Object... arguments) {
        ByteArrayOutputStream full = new ByteArrayOutputStream() {
            @Override
            public void flush() throws IOException {
                throw new IOException("No space left on device");
            }
        };
        return with(full, "", arguments);
    }

    private static Run with(ByteArrayOutputStream out, String input, Object... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int status = Main.commandLine(terminal)
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}

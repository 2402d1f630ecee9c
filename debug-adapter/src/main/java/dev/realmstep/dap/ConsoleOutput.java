package dev.realmstep.dap;

import dev.realmstep.machine.GuestConsole;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArgumentsCategory;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/** Sends what the guest writes to its console to the client, a line at a time. */
final class ConsoleOutput implements GuestConsole {
    /** A line that never ends is sent in pieces of this many bytes. */
    private static final int LONGEST_LINE = 4096;

    private final IDebugProtocolClient client;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    ConsoleOutput(IDebugProtocolClient client) {
        this.client = client;
    }

    @Override
    public void write(byte value) {
        line.write(value);
        if (value == '\n' || line.size() >= LONGEST_LINE) {
            flush();
        }
    }

    /** A prompt has no newline: the user sees it when the guest begins to wait for an answer. */
    @Override
    public boolean idle(long nanoseconds) {
        flush();
        return false;
    }

    /** Sends what there is of the current line; called when the realm stops. */
    void flush() {
        if (line.size() > 0) {
            send(OutputEventArgumentsCategory.STDOUT, line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }

    /** A line from the debugger itself. */
    void say(String message) {
        flush();
        send(OutputEventArgumentsCategory.CONSOLE, message + "\n");
    }

    private void send(String category, String text) {
        OutputEventArguments output = new OutputEventArguments();
        output.setCategory(category);
        output.setOutput(text);
        client.output(output);
    }
}

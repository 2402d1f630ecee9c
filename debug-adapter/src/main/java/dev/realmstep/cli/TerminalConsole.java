package dev.realmstep.cli;

import dev.realmstep.machine.GuestConsole;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** The guest's console on a stream of ours; a line is written as soon as it is complete. */
final class TerminalConsole implements GuestConsole {
    private final OutputStream out;

    TerminalConsole(OutputStream out) {
        this.out = new BufferedOutputStream(out);
    }

    @Override
    public void write(byte value) {
        try {
            out.write(value);
            if (value == '\n') {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what there is of an incomplete line: before others write to the terminal. */
    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

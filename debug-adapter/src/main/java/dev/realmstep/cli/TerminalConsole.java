package dev.realmstep.cli;

import dev.realmstep.machine.GuestConsole;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The guest's console on streams of ours. What it writes appears a line at a time, and at the latest when it sleeps or a
 * moment has passed: a prompt has no newline. What comes in is taken when the guest is ready for it.
 *
 * <p>On an output of its own the moment is one of the machine's, so that two runs write the same in the same pieces.
 */
final class TerminalConsole implements GuestConsole {
    /** Too short to be noticed by people, and long enough to write many bytes at once. */
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(20);

    /** How often a guest that wants input is asked for it in such a moment; it is asked between turns of the machine. */
    private static final int MOMENT_IN_TURNS = 1000;

    /**
     * How long a guest may sleep, by its own clock, without a byte written or typed before it is taken to wait for input:
     * one with timers, such as Linux, wakes again and again for nothing.
     */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);

    private static final byte[] NOTHING = {};

    private final PrintStream sink;
    private final BufferedOutputStream out;
    private final BufferedInputStream in;
    private final boolean sharesLines;
    private boolean unwritten;
    private long unwrittenSince;
    private int turns;
    private byte last = '\n';
    private long quiet;
    private boolean forsaken;
    private @Nullable Runnable whenForsaken;

    /** @param in what is typed; it is read only when something is there, or nothing else can happen */
    TerminalConsole(PrintStream out, InputStream in) {
        this(out, in, true);
    }

    private TerminalConsole(PrintStream out, InputStream in, boolean sharesLines) {
        this.sharesLines = sharesLines;
        this.sink = out;
        this.out = new BufferedOutputStream(out);
        this.in = new BufferedInputStream(in);
    }

    /** A console on an output of its own, where nobody needs the guest's lines to be complete. */
    static TerminalConsole apart(PrintStream out, InputStream in) {
        return new TerminalConsole(out, in, false);
    }

    @Override
    public void write(byte value) {
        last = value;
        quiet = 0;
        try {
            out.write(value);
        } catch (IOException e) {
            throw new OutputLostException(); // which a PrintStream does not do
        }
        if (value == '\n') {
            flush();
        } else if (!unwritten) {
            unwritten = true;
            unwrittenSince = System.nanoTime();
            turns = 0;
        }
    }

    @Override
    public byte[] typed() {
        if (unwritten && hasWaitedForAMoment()) {
            flush();
        }
        try {
            int there = in.available();
            if (there == 0) {
                return NOTHING;
            }
            quiet = 0;
            return in.readNBytes(there);
        } catch (IOException e) {
            return NOTHING; // a closed or unreadable input is an empty one
        }
    }

    private boolean hasWaitedForAMoment() {
        return sharesLines ? System.nanoTime() - unwrittenSince > MOMENT : ++turns > MOMENT_IN_TURNS;
    }

    /** Lets time pass at once; but for a guest that nothing else wakes, or only to sleep again, input is waited for. */
    @Override
    public boolean idle(long nanoseconds) {
        flush();
        if (nanoseconds == Long.MAX_VALUE) {
            return awaitInput();
        }
        quiet += nanoseconds;
        if (quiet <= PATIENCE || forsaken || whenForsaken == null) {
            return false;
        }
        quiet = 0;
        if (!awaitInput()) {
            forsaken = true;
            whenForsaken.run();
        }
        return true;
    }

    /** Wants to know when the guest waits for input and there is no more; nobody does where somebody may type. */
    void whenForsaken(Runnable action) {
        whenForsaken = action;
    }

    /** Gives the guest its time again: something may have been typed for it while it stood. */
    void resume() {
        quiet = 0;
        forsaken = false;
    }

    /** Whether the guest waits for input and there is no more. */
    boolean isForsaken() {
        return forsaken;
    }

    /** Whether there is more input; it may be long in coming. */
    private boolean awaitInput() {
        try {
            in.mark(1);
            boolean any = in.read() >= 0;
            if (any) {
                in.reset();
            }
            return any;
        } catch (IOException e) {
            return false; // as above
        }
    }

    /** Completes the guest's line: what others write begins with one of its own. */
    void endLine() {
        flush();
        if (sharesLines && last != '\n') {
            sink.println();
            last = '\n';
        }
    }

    /** Writes what there is of an incomplete line. */
    void flush() {
        unwritten = false;
        try {
            out.flush();
        } catch (IOException e) {
            throw new OutputLostException();
        }
        if (sink.checkError()) {
            throw new OutputLostException();
        }
    }
}

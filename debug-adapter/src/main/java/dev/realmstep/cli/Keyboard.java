package dev.realmstep.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingInputStream;

/** Passes on every key that is typed at a terminal, without echo, from a thread of its own, until it is closed. */
final class Keyboard implements AutoCloseable {
    /** How long a read may outlast the end, in milliseconds. */
    private static final long SLICE = 100;

    private final Terminal terminal;
    private final boolean signals;
    private final IntConsumer receiver;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param signals whether Ctrl-C and its like go on to end or interrupt the program, and are no keys
     * @param patience how long to leave the terminal as it is: what is over by then costs nothing
     * @param receiver takes each byte, from 0 to 255
     */
    Keyboard(Terminal terminal, boolean signals, Duration patience, IntConsumer receiver) {
        this.terminal = terminal;
        this.signals = signals;
        this.receiver = receiver;
        this.thread = Thread.ofPlatform().daemon().name("keyboard").unstarted(() -> waitAndRead(patience));
    }

    /** Begins to pass on. */
    void open() {
        thread.start();
    }

    private void waitAndRead(Duration patience) {
        try {
            if (end.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            Attributes before = terminal.enterRawMode();
            try {
                setSignals();
                read();
            } finally {
                terminal.setAttributes(before);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException e) {
            // the terminal is gone, and with it whoever typed
        }
    }

    private void setSignals() {
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, signals);
        terminal.setAttributes(raw);
    }

    private void read() throws IOException {
        NonBlockingInputStream keys = NonBlocking.nonBlocking(terminal.getName(), terminal.input());
        int key = 0;
        while (key != NonBlockingInputStream.EOF && end.getCount() > 0) {
            key = keys.read(SLICE);
            if (key >= 0) {
                receiver.accept(key);
            }
        }
    }

    /** Leaves the terminal as it was. */
    @Override
    public void close() {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.realmstep.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells whoever waits at the terminal what for, once it takes long. */
final class Progress implements AutoCloseable {
    private static final long LONG_SECONDS = 1;

    private final Terminal terminal;
    private final CountDownLatch done = new CountDownLatch(1);

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param what goes on from now until this is closed */
    void begin(String what) {
        if (terminal.isAttended()) {
            Thread.ofPlatform().daemon().name("progress").start(() -> tellIfLong(what));
        }
    }

    private void tellIfLong(String what) {
        try {
            if (!done.await(LONG_SECONDS, TimeUnit.SECONDS)) {
                terminal.tell(what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}

package dev.realmstep.cli;

import java.util.function.IntConsumer;

/** Filters the keys that are commands to the program, Ctrl-A and one more as in QEMU, out of those for the guest. */
final class EscapeKeys implements IntConsumer {
    private static final int CTRL_A = 1;

    private final IntConsumer guest;
    private final Runnable whenEnded;
    private boolean escaped;

    /** @param whenEnded what Ctrl-A x does */
    EscapeKeys(IntConsumer guest, Runnable whenEnded) {
        this.guest = guest;
        this.whenEnded = whenEnded;
    }

    @Override
    public void accept(int key) {
        if (!escaped && key == CTRL_A) {
            escaped = true;
            return;
        }
        if (escaped && (key == 'x' || key == 'X')) {
            whenEnded.run();
        } else if (!escaped || key == CTRL_A) {
            guest.accept(key);
        }
        escaped = false;
    }
}

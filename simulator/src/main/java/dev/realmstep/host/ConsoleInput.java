package dev.realmstep.host;

import dev.realmstep.device.ConsoleReceiver;
import dev.realmstep.device.InterruptLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was typed at the realm's console and waits until the guest has room for it. It comes in at a serial line of the
 * host's own, whose interrupt brings a processing element out of the realm; the host then passes it on.
 */
public final class ConsoleInput {
    private final Optional<ConsoleReceiver> guest;
    private final OptionalInt guestInterrupt;
    private final InterruptLine line;
    private final Deque<Byte> waiting = new ArrayDeque<>();

    /**
     * @param guest the device that is the realm's console, if it has one: without, what is typed is lost
     * @param guestInterrupt INTID by which that device interrupts the guest, if it does
     * @param line into the machine's interrupt controller
     */
    public ConsoleInput(Optional<ConsoleReceiver> guest, OptionalInt guestInterrupt, InterruptLine line) {
        this.guest = guest;
        this.guestInterrupt = guestInterrupt;
        this.line = line;
    }

    /** Whether the guest has taken all that came in, and is ready for more. */
    public boolean isWanted() {
        return waiting.isEmpty() && guest.isPresent() && guest.get().receiveRoom() > 0;
    }

    /** Bytes come in from outside the machine. */
    public void arrive(byte[] bytes) {
        if (guest.isEmpty() || bytes.length == 0) {
            return;
        }
        for (byte value : bytes) {
            waiting.addLast(value);
        }
        // An edge: that bytes wait is told once, however long the guest takes to have room.
        line.setLevel(true);
        line.setLevel(false);
    }

    /** INTID by which the guest is told of input, if it is told. */
    OptionalInt guestInterrupt() {
        return guestInterrupt;
    }

    /** Gives the guest what it has room for. */
    void passOn() {
        while (!waiting.isEmpty() && guest.isPresent() && guest.get().receiveRoom() > 0) {
            guest.get().receive(waiting.removeFirst());
        }
    }
}

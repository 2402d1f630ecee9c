package dev.realmstep.device.uart;

import java.util.ArrayDeque;
import java.util.Deque;

/** The receive FIFO that both kinds of serial port have: 16 bytes. */
final class ReceiveFifo {
    private static final int DEPTH = 16;

    private final Deque<Byte> bytes = new ArrayDeque<>();

    boolean isEmpty() {
        return bytes.isEmpty();
    }

    boolean isFull() {
        return bytes.size() == DEPTH;
    }

    int size() {
        return bytes.size();
    }

    /** Takes a byte from the line; false if it is full. */
    boolean offer(byte value) {
        return !isFull() && bytes.offer(value);
    }

    /** The oldest byte as 0 to 255; 0 if there is none. */
    int take() {
        Byte value = bytes.poll();
        return value == null ? 0 : value & 0xFF;
    }

    void clear() {
        bytes.clear();
    }
}

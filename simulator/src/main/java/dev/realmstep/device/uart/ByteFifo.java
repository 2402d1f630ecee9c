package dev.realmstep.device.uart;

import java.util.ArrayDeque;
import java.util.Queue;

/** A FIFO of bytes whose depth software switches: full size, or a single holding register. */
final class ByteFifo {
    private final Queue<Byte> bytes = new ArrayDeque<>();
    private final int fullDepth;
    private int depth = 1;

    /** @param fullDepth bytes that it holds when enabled */
    ByteFifo(int fullDepth) {
        this.fullDepth = fullDepth;
    }

    /**
     * Switches between full size and one byte. Hardware loses the contents, and so a byte that comes in while a driver
     * starts; nobody here types at a certain time, so what fits stays.
     */
    void enable(boolean enabled) {
        depth = enabled ? fullDepth : 1;
        while (bytes.size() > depth) {
            bytes.remove();
        }
    }

    boolean isEnabled() {
        return depth != 1;
    }

    /** Appends a byte; false if there is no room. */
    boolean offer(byte value) {
        return !isFull() && bytes.add(value);
    }

    /** Removes the oldest byte; 0 if there is none. */
    byte take() {
        Byte oldest = bytes.poll();
        return oldest == null ? 0 : oldest;
    }

    void clear() {
        bytes.clear();
    }

    int size() {
        return bytes.size();
    }

    int room() {
        return depth - bytes.size();
    }

    boolean isEmpty() {
        return bytes.isEmpty();
    }

    boolean isFull() {
        return bytes.size() >= depth;
    }
}

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

    /** Switches between full size and one byte; contents are lost, as on the hardware. */
    void enable(boolean enabled) {
        int wanted = enabled ? fullDepth : 1;
        if (depth != wanted) {
            depth = wanted;
            bytes.clear();
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

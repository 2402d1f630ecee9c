package dev.realmstep.debugger;

import java.util.Arrays;

/** A text that is looked for in a stream of bytes. */
final class AwaitedText {
    private final byte[] text;
    /** The last bytes of the stream, as many as the text has. */
    private final byte[] last;

    private long length;
    private boolean seen;

    AwaitedText(byte[] text) {
        this.text = text.clone();
        this.last = new byte[text.length];
    }

    /** The next byte of the stream. */
    void append(byte value) {
        System.arraycopy(last, 1, last, 0, last.length - 1);
        last[last.length - 1] = value;
        length++;
        seen |= length >= text.length && Arrays.equals(text, last);
    }

    /** Whether the text was in the stream. */
    boolean isSeen() {
        return seen;
    }
}

package dev.realmstep.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What the guest writes as events of a {@link JsonTranscript}: one for each flush. A character may come in parts. */
final class ConsoleEvents extends OutputStream {
    private final JsonTranscript transcript;
    private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private ConsoleEvents(JsonTranscript transcript) {
        this.transcript = transcript;
    }

    /** A stream whose bytes become events. */
    static PrintStream of(JsonTranscript transcript) {
        return new PrintStream(new ConsoleEvents(transcript), false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int value) {
        unwritten.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        unwritten.write(bytes, offset, count);
    }

    @Override
    public void flush() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(unwritten.toByteArray());
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        decoder.decode(bytes, text, false);
        unwritten.reset();
        unwritten.write(bytes.array(), bytes.position(), bytes.remaining());
        if (text.position() > 0) {
            transcript.console(text.flip().toString());
        }
    }
}

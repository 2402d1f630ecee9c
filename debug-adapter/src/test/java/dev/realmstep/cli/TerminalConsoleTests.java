package dev.realmstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A guest's console on streams: when a guest that sleeps is taken to wait for input. */
class TerminalConsoleTests {
    private static final long SIX_MINUTES = TimeUnit.MINUTES.toNanos(6);

    private final AtomicInteger told = new AtomicInteger();

    private TerminalConsole console(String input) {
        TerminalConsole console = new TerminalConsole(
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.US_ASCII),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII)));
        console.whenForsaken(told::incrementAndGet);
        return console;
    }

    @Test
    void aGuestThatSleepsForLongAfterTheEndOfTheInputWaitsForInput() {
        TerminalConsole console = console("");

        assertThat(console.idle(SIX_MINUTES)).isFalse();
        assertThat(console.isForsaken()).isFalse();
        assertThat(console.idle(SIX_MINUTES)).isTrue();
        assertThat(console.isForsaken()).isTrue();
        assertThat(console.idle(SIX_MINUTES)).isFalse();
        assertThat(told).hasValue(1);
    }

    @Test
    void aGuestThatWritesOrReadsNowAndThenDoesNot() {
        TerminalConsole console = console("x");

        assertThat(console.idle(SIX_MINUTES)).isFalse();
        console.write((byte) '.');
        assertThat(console.idle(SIX_MINUTES)).isFalse();
        assertThat(console.typed()).containsExactly('x');
        assertThat(console.idle(SIX_MINUTES)).isFalse();
        assertThat(told).hasValue(0);
    }

    @Test
    void inputThatIsThereIsTakenInsteadOfTimePassing() {
        TerminalConsole console = console("x");

        console.idle(SIX_MINUTES);

        assertThat(console.idle(SIX_MINUTES)).isTrue();
        assertThat(console.isForsaken()).isFalse();
        assertThat(console.typed()).containsExactly('x');
    }
}

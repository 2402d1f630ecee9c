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
    void aGuestThatWaitedForInputHasAllItsTimeAgainWhenItGoesOn() {
        TerminalConsole console = console("");
        console.idle(SIX_MINUTES);
        console.idle(SIX_MINUTES);

        console.resume();

        assertThat(console.isForsaken()).isFalse();
        assertThat(console.idle(SIX_MINUTES)).isFalse();
        assertThat(console.idle(SIX_MINUTES)).isTrue();
        assertThat(told).hasValue(2);
    }

    @Test
    void aGuestForWhichSomebodyMayTypeSleepsAsLongAsItLikes() {
        TerminalConsole console = new TerminalConsole(
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.US_ASCII),
                new ByteArrayInputStream(new byte[0]));

        assertThat(console.idle(SIX_MINUTES)).isFalse();
        assertThat(console.idle(SIX_MINUTES)).isFalse();
        assertThat(console.isForsaken()).isFalse();
    }

    @Test
    void onAnOutputOfItsOwnPiecesDoNotDependOnTheHostsTime() throws InterruptedException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        TerminalConsole console = TerminalConsole.apart(
                new PrintStream(written, false, StandardCharsets.US_ASCII), new ByteArrayInputStream(new byte[0]));
        console.write((byte) '>');
        Thread.sleep(30); // longer than a prompt is kept back for people

        console.typed();

        assertThat(written.size()).isZero();
        for (int turn = 0; turn < 1000; turn++) {
            console.typed();
        }
        assertThat(written.size())
                .as("the guest has asked for input in vain for long")
                .isEqualTo(1);
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

package dev.realmstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EscapeKeysTests {
    private final StringBuilder guest = new StringBuilder();
    private final AtomicInteger ends = new AtomicInteger();
    private final EscapeKeys keys = new EscapeKeys(key -> guest.append((char) key), ends::incrementAndGet);

    private void type(String text) {
        text.chars().forEach(keys);
    }

    @Test
    void whatIsTypedIsTheGuests() {
        type("ax\003\033");

        assertThat(guest).hasToString("ax\003\033");
        assertThat(ends).hasValue(0);
    }

    @Test
    void controlAXEndsTheRun() {
        type("a\001x");

        assertThat(guest).hasToString("a");
        assertThat(ends).hasValue(1);
    }

    @Test
    void controlATwiceIsOneForTheGuest() {
        type("\001\001x");

        assertThat(guest).hasToString("\001x");
        assertThat(ends).hasValue(0);
    }

    @Test
    void anotherKeyBehindControlAIsIgnored() {
        type("\001zx");

        assertThat(guest).hasToString("x");
        assertThat(ends).hasValue(0);
    }
}

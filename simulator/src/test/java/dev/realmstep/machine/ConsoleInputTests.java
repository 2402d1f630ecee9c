package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.StopCondition;
import dev.realmstep.host.PlanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleInputTests {
    /** Waits for a byte at the UART of {@link TinyGuest#withConsole} and sends it back, for ever. */
    private static final int[] ECHO = {
        0xD2A0_2001, // movz x1, #0x100, lsl #16
        0xF2C0_0021, // movk x1, #1, lsl #32
        0x3940_1422, // ldrb w2, [x1, #5]        the line status register
        0x3607_FFE2, // tbz w2, #0, .-4          data ready
        0x3940_0023, // ldrb w3, [x1]
        0x3900_0023, // strb w3, [x1]
        0x17FF_FFFC // b .-16
    };

    @TempDir
    private Path folder;

    @Test
    void whatIsTypedReachesTheGuestInOrderHoweverLongItIs() throws IOException, PlanException {
        Echo console = new Echo("one line that is longer than the sixteen bytes of the UART's FIFO\n");
        Machine machine = TinyGuest.withConsole(folder, console, ECHO);

        machine.run(StopCondition.NEVER, 10_000);

        assertThat(console.written.toString(StandardCharsets.US_ASCII)).isEqualTo(console.input);
    }

    private static final class Echo implements GuestConsole {
        private final String input;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private boolean typed;

        private Echo(String input) {
            this.input = input;
        }

        @Override
        public void write(byte value) {
            written.write(value);
        }

        @Override
        public byte[] typed() {
            byte[] bytes = typed ? new byte[0] : input.getBytes(StandardCharsets.US_ASCII);
            typed = true;
            return bytes;
        }
    }
}

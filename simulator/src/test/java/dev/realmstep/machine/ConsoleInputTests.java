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

    /** Powers the second processor on and itself off; the second sleeps until the UART's interrupt, and sends bytes back. */
    private static final int[] ECHO_ON_THE_SECOND = {
        0x1000_0102, // adr x2, .+32
        0xD2B8_8000, // mov x0, #0xc4000000
        0x9100_0C00, // add x0, x0, #0x3
        0xD280_0021, // mov x1, #0x1
        0xD400_0003, // smc #0x0
        0xD2B0_8000, // mov x0, #0x84000000
        0x9100_0800, // add x0, x0, #0x2
        0xD400_0003, // smc #0x0
        0xD2A7_FFE1, // mov x1, #0x3fff0000
        0xF2C0_0021, // movk x1, #0x1, lsl #32
        0x5280_0242, // mov w2, #0x12
        0xB900_0022, // str w2, [x1]: GICD_CTLR.ARE and EnableGrp1
        0x5280_0033, // mov w19, #0x1
        0xB900_8433, // str w19, [x1, #132]: GICD_IGROUPR1
        0xB901_0433, // str w19, [x1, #260]: GICD_ISENABLER1
        0x9140_1821, // add x1, x1, #0x6, lsl #12
        0xF900_8033, // str x19, [x1, #256]: GICD_IROUTER32
        0xD2A7_FFA1, // mov x1, #0x3ffd0000
        0xF2C0_0021, // movk x1, #0x1, lsl #32
        0xB900_143F, // str wzr, [x1, #20]: GICR_WAKER
        0xD280_1FE2, // mov x2, #0xff
        0xD518_4602, // msr icc_pmr_el1, x2
        0xD518_CCF3, // msr icc_igrpen1_el1, x19
        0xD2A0_2001, // mov x1, #0x1000000
        0xF2C0_0021, // movk x1, #0x1, lsl #32
        0x3900_0433, // strb w19, [x1, #1]: IER, received data
        0xD503_207F, // wfi
        0xD538_CC05, // mrs x5, icc_iar1_el1
        0x7100_80BF, // cmp w5, #0x20
        0x54FF_FFA1, // b.ne .-12
        0x3940_0023, // ldrb w3, [x1]
        0x3900_0023, // strb w3, [x1]
        0xD518_CC25, // msr icc_eoir1_el1, x5
        0x17FF_FFF9, // b .-28
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

    @Test
    void whatIsTypedReachesAProcessorThatSleepsWhenTheFirstIsOff() throws IOException, PlanException {
        Echo console = new Echo("");
        Machine machine = TinyGuest.with(folder, "vcpus 2", console, ECHO_ON_THE_SECOND);
        assertThat(machine.run(StopCondition.NEVER, 10_000)).isEqualTo(new StopReason.AwaitsInput());
        assertThat(machine.cpus().getFirst().activity()).isEqualTo(VirtualCpu.Activity.OFF);
        assertThat(machine.cpus().getLast().activity()).isEqualTo(VirtualCpu.Activity.WAITING);

        console.type("more than a byte");
        machine.run(StopCondition.NEVER, 10_000);

        assertThat(console.written.toString(StandardCharsets.US_ASCII)).isEqualTo(console.input);
    }

    private static final class Echo implements GuestConsole {
        private String input;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private boolean typed;

        private Echo(String input) {
            this.input = input;
        }

        private void type(String text) {
            input = text;
            typed = false;
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

package dev.realmstep.config.earlycon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.CommandLine;
import dev.realmstep.config.TextRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyConsoleTests {
    private static List<EarlyConsole> in(String text) {
        return EarlyConsole.in(new CommandLine(text, TextRange.onLine(1, 1, 1 + text.length())));
    }

    private static EarlyConsole only(String text) {
        assertThat(in(text)).hasSize(1);
        return in(text).getFirst();
    }

    @Test
    void theAddressFollowsTheDriverOrTheKindOfAccess() {
        assertThat(only("quiet earlycon=pl011,0x109000000").address()).hasValue(0x1_0900_0000L);
        assertThat(only("earlycon=uart8250,mmio32,0x101000000,115200n8").address())
                .hasValue(0x1_0100_0000L);
        assertThat(only("earlycon=uart,mmio,16777216").address()).hasValue(0x100_0000L);
        assertThat(only("earlycon=pl011,mmio32,0x109000000").addressRange()).isEqualTo(TextRange.onLine(1, 23, 34));
    }

    @Test
    void anEarlyConsoleMayHaveNoAddress() {
        assertThat(only("earlycon").address()).isEmpty();
        assertThat(only("earlycon=").address()).isEmpty();
        assertThat(only("earlycon=ttyS0").address()).isEmpty();
        assertThat(only("earlycon=uart,mmio").address()).isEmpty();
        assertThat(only("earlycon=uart,mmio,").address()).isEmpty();
        assertThat(only("earlycon=pl011,zero").address()).isEmpty();
    }

    @Test
    void aConsoleWithAnAddressIsAnEarlyConsoleToo() {
        assertThat(only("console=uart8250,mmio,0x1000000").address()).hasValue(0x100_0000L);
        assertThat(in("console=ttyS0,115200 init=/earlycon")).isEmpty();
    }

    @Test
    void quotesKeepAParameterTogether() {
        assertThat(in("dyndbg=\"file earlycon=x +p\" quiet")).isEmpty();
    }
}

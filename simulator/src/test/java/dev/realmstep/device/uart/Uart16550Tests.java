package dev.realmstep.device.uart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Uart16550Tests {
    private static final int DATA = 0;
    private static final int IER = 1;
    private static final int IIR_FCR = 2;
    private static final int LCR = 3;
    private static final int MCR = 4;
    private static final int LSR = 5;
    private static final int MSR = 6;
    private static final int SCR = 7;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private boolean line;
    private final Uart16550 uart = new Uart16550(output::write, asserted -> line = asserted, 0);

    private int in(int register) {
        return (int) uart.read(register, 1);
    }

    private void out(int register, int value) {
        uart.write(register, 1, value);
    }

    @Test
    void aByteGoesOutAndTheTransmitterIsIdleAgain() {
        assertThat(in(LSR)).isEqualTo(0x60);
        out(DATA, 'o');
        out(DATA, 'k');
        assertThat(output.toString(StandardCharsets.US_ASCII)).isEqualTo("ok");
        assertThat(in(LSR)).isEqualTo(0x60);
    }

    @Test
    void inputWaitsUntilSoftwareLooksForIt() {
        for (int i = 0; i < 16; i++) {
            out(DATA, 'x');
            in(LSR);
        }
        assertThat(uart.receiveRoom()).as("it looked only to write").isZero();
        out(IER, 1);
        assertThat(uart.receiveRoom()).as("it wants interrupts").isEqualTo(1);
        out(IER, 0);
        assertThat(uart.receiveRoom()).isZero();
        for (int i = 0; i < 16; i++) {
            in(LSR);
        }
        assertThat(uart.receiveRoom()).as("it polls").isEqualTo(1);
    }

    @Test
    void theDivisorHidesDataAndInterruptEnableWhileItIsLatched() {
        out(IER, 0x05);
        out(LCR, 0x83);
        out(DATA, 0x34);
        out(IER, 0x12);
        assertThat(in(DATA)).isEqualTo(0x34);
        assertThat(in(IER)).isEqualTo(0x12);
        out(LCR, 0x03);
        assertThat(in(IER)).isEqualTo(0x05);
        assertThat(output.size()).isZero();
    }

    @Test
    void linuxProbesItAsA16550AWithoutEnhancedRegisters() {
        assertThat(in(IER)).isZero();
        out(IER, 0xFF);
        assertThat(in(IER)).as("only four bits exist").isEqualTo(0x0F);
        out(IER, 0);
        out(MCR, 0x10 | 0x0A);
        assertThat(in(MSR) & 0xF0).as("loopback test").isEqualTo(0x90);
        out(MCR, 0);
        out(LCR, 0xBF);
        out(LCR, 0);
        out(IIR_FCR, 0x01);
        assertThat(in(IIR_FCR) >> 6).as("FIFOs work").isEqualTo(3);
        out(LCR, 0xBF);
        assertThat(in(IIR_FCR)).as("no EFR reads as zero").isNotZero();
        out(SCR, 0x5A);
        assertThat(in(SCR)).isEqualTo(0x5A);
    }

    @Test
    void enablingTheTransmitterInterruptRaisesItEachTime() {
        out(IER, 0x02);
        assertThat(line).isTrue();
        assertThat(in(IIR_FCR) & 0x0F).isEqualTo(0x02);
        assertThat(line).as("reading IIR ends it").isFalse();
        assertThat(in(IIR_FCR) & 0x0F).isEqualTo(0x01);
        out(IER, 0x00);
        out(IER, 0x02);
        assertThat(in(IIR_FCR) & 0x0F).isEqualTo(0x02);
    }

    @Test
    void receivedDataRaisesTheTimeoutBelowTheTriggerAndDataAtIt() {
        out(IIR_FCR, 0x41);
        out(IER, 0x01);
        uart.receive((byte) 'a');
        assertThat(line).isTrue();
        assertThat(in(IIR_FCR) & 0x0F).isEqualTo(0x0C);
        for (int i = 1; i < 4; i++) {
            uart.receive((byte) ('a' + i));
        }
        assertThat(in(IIR_FCR) & 0x0F).isEqualTo(0x04);
        for (int i = 0; i < 4; i++) {
            assertThat(in(LSR) & 1).isEqualTo(1);
            assertThat(in(DATA)).isEqualTo('a' + i);
        }
        assertThat(in(LSR) & 1).isZero();
        assertThat(line).isFalse();
    }

    @Test
    void anOverrunIsReportedOnceAndBeforeTheData() {
        out(IER, 0x05);
        uart.receive((byte) 1);
        uart.receive((byte) 2);
        assertThat(in(IIR_FCR) & 0x0F).isEqualTo(0x06);
        assertThat(in(LSR) & 2).isEqualTo(2);
        assertThat(in(LSR) & 2).isZero();
        assertThat(in(IIR_FCR) & 0x0F).isEqualTo(0x04);
    }

    @Test
    void aChangeOfTheModemLinesRaisesTheModemInterrupt() {
        out(IER, 0x08);
        out(MCR, 0x10);
        assertThat(line).isTrue();
        assertThat(in(IIR_FCR) & 0x0F).isZero();
        assertThat(in(MSR)).as("CTS, DSR and DCD fell").isEqualTo(0x0B);
        assertThat(in(MSR)).isZero();
        assertThat(line).isFalse();
    }

    @Test
    void registersAreAsFarApartAsTheShiftSays() {
        Uart16550 wide = new Uart16550(output::write, asserted -> {}, 2);
        wide.write(SCR << 2, 4, 0xA5);
        assertThat(wide.read(SCR << 2, 4)).isEqualTo(0xA5);
        assertThat(wide.size()).isEqualTo(32);
    }
}

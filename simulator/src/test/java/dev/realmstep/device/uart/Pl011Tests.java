package dev.realmstep.device.uart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Pl011Tests {
    private static final int DR = 0x00;
    private static final int RSR = 0x04;
    private static final int FR = 0x18;
    private static final int LCR_H = 0x2C;
    private static final int CR = 0x30;
    private static final int IFLS = 0x34;
    private static final int IMSC = 0x38;
    private static final int RIS = 0x3C;
    private static final int MIS = 0x40;
    private static final int ICR = 0x44;

    private static final int FEN_AND_8_BITS = 0x70;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private boolean line;
    private final Pl011 uart = new Pl011(output::write, asserted -> line = asserted);

    @Test
    void anEarlyConsoleWritesBeforeAnythingIsSetUp() {
        for (byte b : "hi".getBytes(StandardCharsets.US_ASCII)) {
            assertThat(uart.read(FR, 4) & 1 << 5).as("TXFF").isZero();
            uart.write(DR, 4, b);
            assertThat(uart.read(FR, 4) & 1 << 3).as("BUSY").isZero();
        }
        assertThat(output.toString(StandardCharsets.US_ASCII)).isEqualTo("hi");
    }

    @Test
    void theIdentificationIsThatOfAPrimeCellUart() {
        long peripheral = 0;
        long primeCell = 0;
        for (int i = 0; i < 4; i++) {
            peripheral |= uart.read(0xFE0 + 4 * i, 4) << (8 * i);
            primeCell |= uart.read(0xFF0 + 4 * i, 4) << (8 * i);
        }
        // What Linux's amba bus matches: id 0x00041011 under mask 0x000fffff, and CID 0xb105f00d.
        assertThat(peripheral & 0xF_FFFF).isEqualTo(0x41011);
        assertThat(primeCell).isEqualTo(0xB105_F00DL);
    }

    @Test
    void whatIsWrittenWhileTheTransmitterIsDisabledGoesOutOnceItIsEnabled() {
        uart.write(LCR_H, 4, FEN_AND_8_BITS);
        uart.write(CR, 4, 0);
        uart.write(DR, 4, 'a');
        uart.write(DR, 4, 'b');
        assertThat(output.size()).isZero();
        assertThat(uart.read(FR, 4) & 1 << 7).as("TXFE").isZero();
        uart.write(CR, 4, 0x101);
        assertThat(output.toString(StandardCharsets.US_ASCII)).isEqualTo("ab");
        assertThat(uart.read(FR, 4) & 1 << 7).as("TXFE").isNotZero();
    }

    @Test
    void aReceivedByteBelowTheTriggerRaisesTheReceiveTimeout() {
        uart.write(LCR_H, 4, FEN_AND_8_BITS);
        uart.write(IMSC, 4, 1 << 6 | 1 << 4);
        uart.receive((byte) 'x');
        assertThat(line).isTrue();
        assertThat(uart.read(MIS, 4)).isEqualTo(1 << 6);
        assertThat(uart.read(DR, 4)).isEqualTo('x');
        assertThat(uart.read(FR, 4) & 1 << 4).as("RXFE").isNotZero();
        assertThat(line).isFalse();
    }

    @Test
    void theReceiveInterruptComesAtTheLevelOfIflsAndGoesBelowIt() {
        uart.write(LCR_H, 4, FEN_AND_8_BITS);
        uart.write(IFLS, 4, 0);
        uart.write(IMSC, 4, 1 << 4);
        for (int i = 0; i < 3; i++) {
            uart.receive((byte) i);
        }
        assertThat(line).as("3 of 32 bytes, trigger is 1/8").isFalse();
        uart.receive((byte) 3);
        assertThat(line).as("4 of 32 bytes").isTrue();
        assertThat(uart.read(DR, 4)).isZero();
        assertThat(line).isFalse();
    }

    @Test
    void aByteTooManyIsAnOverrun() {
        uart.write(IMSC, 4, 1 << 4);
        assertThat(uart.receiveRoom()).as("without FIFOs").isEqualTo(1);
        uart.receive((byte) 1);
        uart.receive((byte) 2);
        assertThat(uart.read(RSR, 4)).isEqualTo(1 << 3);
        assertThat(uart.read(RIS, 4) & 1 << 10).isNotZero();
        uart.write(RSR, 4, 0);
        assertThat(uart.read(RSR, 4)).isZero();
        assertThat(uart.read(DR, 4)).isEqualTo(1);
    }

    @Test
    void transmittingRaisesTheTransmitInterruptUntilItIsCleared() {
        uart.write(IMSC, 4, 1 << 5);
        assertThat(line).as("nothing was sent yet").isFalse();
        uart.write(DR, 4, 'x');
        assertThat(line).isTrue();
        uart.write(ICR, 4, 1 << 5);
        assertThat(line).isFalse();
    }

    @Test
    void loopbackReturnsWhatIsSentAndTheModemLines() {
        uart.write(CR, 4, 0x381 | 1 << 11);
        uart.write(DR, 4, 'q');
        assertThat(output.size()).isZero();
        assertThat(uart.read(FR, 4) & 7).as("CTS follows RTS").isEqualTo(1);
        assertThat(uart.read(DR, 4)).isEqualTo('q');
    }

    @Test
    void inputWaitsUntilSoftwareLooksForIt() {
        assertThat(uart.receiveRoom()).isZero();
        for (int i = 0; i < 16; i++) {
            uart.write(DR, 4, 'x');
            uart.read(FR, 4);
        }
        assertThat(uart.receiveRoom()).as("it looked only to write").isZero();
        for (int i = 0; i < 16; i++) {
            uart.read(FR, 4);
        }
        assertThat(uart.receiveRoom()).as("it polls").isEqualTo(1);
    }

    @Test
    void inputWaitsWhileTheReceiverIsDisabled() {
        uart.write(IMSC, 4, 1 << 6);
        uart.write(CR, 4, 0x101);
        assertThat(uart.receiveRoom()).isZero();
        uart.write(CR, 4, 0x301);
        assertThat(uart.receiveRoom()).isEqualTo(1);
    }

    @Test
    void theControlRegisterReadsBackWhatASetUpWrote() {
        uart.write(CR, 4, 0x301);
        assertThat(uart.read(CR, 4)).isEqualTo(0x301);
        assertThat(uart.read(CR, 1)).isEqualTo(0x01);
        assertThat(uart.read(CR + 1, 1)).isEqualTo(0x03);
    }
}

package dev.realmstep.device.uart;

import dev.realmstep.memory.MemoryMappedDevice;

/**
 * A 16550A UART with byte registers, one after another. The line is infinitely fast: the transmitter is always empty.
 */
public final class Uart16550 implements MemoryMappedDevice {
    /** Receive buffer and transmit holding register; divisor latch, low. */
    private static final int DATA = 0;
    /** Interrupt enable; divisor latch, high. */
    private static final int IER = 1;
    /** Interrupt identification, read; FIFO control, written. */
    private static final int IIR_FCR = 2;

    private static final int LCR = 3;
    private static final int MCR = 4;
    private static final int LSR = 5;
    private static final int MSR = 6;
    private static final int SCR = 7;

    private static final int LCR_DLAB = 1 << 7;
    private static final int LSR_DR = 1;
    private static final int LSR_THRE = 1 << 5;
    private static final int LSR_TEMT = 1 << 6;
    private static final int IER_RDI = 1;
    private static final int IER_THRI = 1 << 1;
    private static final int IIR_NONE = 0x01;
    private static final int IIR_THRI = 0x02;
    private static final int IIR_RDI = 0x04;
    private static final int IIR_FIFOS = 0xC0;
    private static final int FCR_ENABLE = 1;
    private static final int FCR_CLEAR_RECEIVED = 1 << 1;
    private static final int MCR_LOOP = 1 << 4;
    /** Carrier, data set ready, clear to send: the other side is always there. */
    private static final int MSR_READY = 0xB0;

    private final ConsoleSink console;
    private final InterruptLine line;
    private final ReceiveFifo received = new ReceiveFifo();
    private int divisor = 1;
    private int interruptEnable;
    private int lineControl;
    private int modemControl;
    private int scratch;
    private boolean fifosEnabled;
    private boolean transmitInterrupt;

    public Uart16550(ConsoleSink console, InterruptLine line) {
        this.console = console;
        this.line = line;
    }

    /** Takes a byte from the line; false if the FIFO is full and the byte is lost. */
    public boolean receive(byte value) {
        boolean taken = received.offer(value);
        updateLine();
        return taken;
    }

    @Override
    public long read(long offset, int bytes) {
        return switch ((int) offset) {
            case DATA -> latchSelected() ? divisor & 0xFF : readData();
            case IER -> latchSelected() ? divisor >>> 8 : interruptEnable;
            case IIR_FCR -> readIdentification();
            case LCR -> lineControl;
            case MCR -> modemControl;
            case LSR -> LSR_THRE | LSR_TEMT | (received.isEmpty() ? 0 : LSR_DR);
            case MSR -> MSR_READY;
            case SCR -> scratch;
            default -> 0;
        };
    }

    private int readData() {
        int value = received.take();
        updateLine();
        return value;
    }

    /** Reading that the transmitter is empty ends that interrupt. */
    private int readIdentification() {
        int pending = pendingInterrupt();
        if (pending == IIR_THRI) {
            transmitInterrupt = false;
            updateLine();
        }
        return pending | (fifosEnabled ? IIR_FIFOS : 0);
    }

    @Override
    public void write(long offset, int bytes, long value) {
        int low = (int) value & 0xFF;
        switch ((int) offset) {
            case DATA -> writeData(low);
            case IER -> writeInterruptEnable(low);
            case IIR_FCR -> {
                fifosEnabled = (low & FCR_ENABLE) != 0;
                if ((low & FCR_CLEAR_RECEIVED) != 0) {
                    received.clear();
                }
            }
            case LCR -> lineControl = low;
            case MCR -> modemControl = low & 0x1F;
            case SCR -> scratch = low;
            default -> {
                // No register, or one that is read only.
            }
        }
        updateLine();
    }

    private void writeData(int value) {
        if (latchSelected()) {
            divisor = (divisor & 0xFF00) | value;
        } else if ((modemControl & MCR_LOOP) != 0) {
            received.offer((byte) value);
        } else {
            console.write((byte) value);
            transmitInterrupt = true;
        }
    }

    private void writeInterruptEnable(int value) {
        if (latchSelected()) {
            divisor = (divisor & 0xFF) | value << 8;
            return;
        }
        boolean wasEnabled = (interruptEnable & IER_THRI) != 0;
        interruptEnable = value & 0xF;
        // Enabling the interrupt of an empty transmitter raises it at once.
        transmitInterrupt |= !wasEnabled && (interruptEnable & IER_THRI) != 0;
    }

    private boolean latchSelected() {
        return (lineControl & LCR_DLAB) != 0;
    }

    private int pendingInterrupt() {
        if ((interruptEnable & IER_RDI) != 0 && !received.isEmpty()) {
            return IIR_RDI;
        }
        return (interruptEnable & IER_THRI) != 0 && transmitInterrupt ? IIR_THRI : IIR_NONE;
    }

    private void updateLine() {
        line.setLevel(pendingInterrupt() != IIR_NONE);
    }
}

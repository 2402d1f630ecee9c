package dev.realmstep.device.uart;

import dev.realmstep.memory.MemoryMappedDevice;

/**
 * Arm's PrimeCell UART (PL011, Arm DDI 0183), revision r1p5. The line is infinitely fast: what is written is transmitted
 * at once, so that the transmit FIFO is always empty.
 */
public final class Pl011 implements MemoryMappedDevice {
    private static final int DR = 0x000;
    private static final int FR = 0x018;
    private static final int IBRD = 0x024;
    private static final int FBRD = 0x028;
    private static final int LCR_H = 0x02C;
    private static final int CR = 0x030;
    private static final int IFLS = 0x034;
    private static final int IMSC = 0x038;
    private static final int RIS = 0x03C;
    private static final int MIS = 0x040;
    private static final int ICR = 0x044;
    private static final int PERIPHERAL_ID = 0xFE0;
    private static final int IDENTIFICATION_END = 0x1000;

    private static final int FR_TXFE = 1 << 7;
    private static final int FR_RXFF = 1 << 6;
    private static final int FR_RXFE = 1 << 4;

    private static final int INT_RX = 1 << 4;
    private static final int INT_TX = 1 << 5;
    private static final int INT_RT = 1 << 6;
    private static final int INT_MASK = 0x7FF;

    private static final int CR_TXE = 1 << 8;
    private static final int CR_RXE = 1 << 9;
    private static final int CR_RESET = CR_TXE | CR_RXE;
    private static final int IFLS_RESET = 0x12;

    /** UARTPeriphID0-3 and UARTPCellID0-3: part 0x011, designer Arm, revision 3. */
    private static final int[] IDENTIFICATION = {0x11, 0x10, 0x34, 0x00, 0x0D, 0xF0, 0x05, 0xB1};

    private final ConsoleSink console;
    private final InterruptLine line;
    private final ReceiveFifo received = new ReceiveFifo();
    private int integerDivisor;
    private int fractionalDivisor;
    private int lineControl;
    private int control = CR_RESET;
    private int fifoLevels = IFLS_RESET;
    private int interruptMask;
    private boolean transmitInterrupt;

    public Pl011(ConsoleSink console, InterruptLine line) {
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
            case DR -> readData();
            case FR -> FR_TXFE | (received.isFull() ? FR_RXFF : 0) | (received.isEmpty() ? FR_RXFE : 0);
            case IBRD -> integerDivisor;
            case FBRD -> fractionalDivisor;
            case LCR_H -> lineControl;
            case CR -> control;
            case IFLS -> fifoLevels;
            case IMSC -> interruptMask;
            case RIS -> rawInterrupts();
            case MIS -> rawInterrupts() & interruptMask;
            default -> identification(offset);
        };
    }

    private static long identification(long offset) {
        boolean inside = offset >= PERIPHERAL_ID && offset < IDENTIFICATION_END && offset % 4 == 0;
        return inside ? IDENTIFICATION[(int) (offset - PERIPHERAL_ID) / 4] : 0;
    }

    private int readData() {
        int value = received.take();
        updateLine();
        return value;
    }

    @Override
    public void write(long offset, int bytes, long value) {
        switch ((int) offset) {
            case DR -> transmit((byte) value);
            case IBRD -> integerDivisor = (int) value & 0xFFFF;
            case FBRD -> fractionalDivisor = (int) value & 0x3F;
            case LCR_H -> lineControl = (int) value & 0xFF;
            case CR -> control = (int) value & 0xFFFF;
            case IFLS -> fifoLevels = (int) value & 0x3F;
            case IMSC -> interruptMask = (int) value & INT_MASK;
            case ICR -> transmitInterrupt &= (value & INT_TX) == 0;
            default -> {
                // No register, or one that is read only.
            }
        }
        updateLine();
    }

    private void transmit(byte value) {
        console.write(value);
        transmitInterrupt = true;
    }

    /** What was received stays pending until it is read; the receive timeout is at once. */
    private int rawInterrupts() {
        return (received.isEmpty() ? 0 : INT_RX | INT_RT) | (transmitInterrupt ? INT_TX : 0);
    }

    private void updateLine() {
        line.setLevel((rawInterrupts() & interruptMask) != 0);
    }
}

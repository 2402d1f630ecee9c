package dev.realmstep.device.uart;

import dev.realmstep.device.ConsoleSink;
import dev.realmstep.device.InterruptLine;

/**
 * Arm PrimeCell UART PL011 r1p5 (Arm DDI 0183): the register interface of a UART whose line takes no time.
 *
 * <p>The board hands it over enabled, as firmware does: a guest's early console writes before any driver has set it up.
 */
public final class Pl011 implements Uart {
    /** Bytes of register space. */
    public static final long SIZE = 0x1000;

    private static final int DR = 0x00;
    private static final int RSR_ECR = 0x04;
    private static final int FR = 0x18;
    private static final int ILPR = 0x20;
    private static final int IBRD = 0x24;
    private static final int FBRD = 0x28;
    private static final int LCR_H = 0x2C;
    private static final int CR = 0x30;
    private static final int IFLS = 0x34;
    private static final int IMSC = 0x38;
    private static final int RIS = 0x3C;
    private static final int MIS = 0x40;
    private static final int ICR = 0x44;
    private static final int DMACR = 0x48;
    private static final int IDENTIFICATION = 0xFE0;

    /** Part 0x011, designer 0x41 (Arm), revision 3: the one whose FIFOs are 32 deep; then PrimeCell's own four. */
    private static final int[] IDENTIFICATION_VALUES = {0x11, 0x10, 0x34, 0x00, 0x0D, 0xF0, 0x05, 0xB1};

    private static final int FIFO_DEPTH = 32;

    private static final int CR_UARTEN = 1;
    private static final int CR_LBE = 1 << 7;
    private static final int CR_TXE = 1 << 8;
    private static final int CR_RXE = 1 << 9;
    private static final int LCR_H_FEN = 1 << 4;

    private static final int FR_CTS = 1;
    private static final int FR_DSR = 1 << 1;
    private static final int FR_DCD = 1 << 2;
    private static final int FR_RXFE = 1 << 4;
    private static final int FR_TXFF = 1 << 5;
    private static final int FR_RXFF = 1 << 6;
    private static final int FR_TXFE = 1 << 7;

    private static final int INTERRUPT_RX = 1 << 4;
    private static final int INTERRUPT_TX = 1 << 5;
    private static final int INTERRUPT_RECEIVE_TIMEOUT = 1 << 6;
    private static final int INTERRUPT_OVERRUN = 1 << 10;
    private static final int INTERRUPTS = 0x7FF;

    private static final int OVERRUN = 1 << 3;

    private final ConsoleSink sink;
    private final InterruptLine line;
    private final ByteFifo receiver = new ByteFifo(FIFO_DEPTH);
    private final InputDemand demand = new InputDemand();
    /** Holds only what is written while the transmitter is disabled. */
    private final ByteFifo transmitter = new ByteFifo(FIFO_DEPTH);

    private int receiveStatus;
    private int lowPower;
    private int integerDivisor;
    private int fractionalDivisor;
    private int lineControl;
    private int control = CR_UARTEN | CR_TXE | CR_RXE;
    private int fifoLevels = 0x12;
    private int mask;
    private int rawInterrupts;
    private int dmaControl;

    public Pl011(ConsoleSink sink, InterruptLine line) {
        this.sink = sink;
        this.line = line;
    }

    @Override
    public long read(long offset, int bytes) {
        int lane = (int) (offset & 3) * Byte.SIZE;
        long register = readRegister((int) offset & ~3) & 0xFFFF_FFFFL;
        return register >>> lane & (-1L >>> (Long.SIZE - bytes * Byte.SIZE));
    }

    private int readRegister(int register) {
        return switch (register) {
            case DR -> takeReceived();
            case RSR_ECR -> receiveStatus;
            case FR -> flags();
            case ILPR -> lowPower;
            case IBRD -> integerDivisor;
            case FBRD -> fractionalDivisor;
            case LCR_H -> lineControl;
            case CR -> control;
            case IFLS -> fifoLevels;
            case IMSC -> mask;
            case RIS -> rawInterrupts;
            case MIS -> rawInterrupts & mask;
            case DMACR -> dmaControl;
            default -> identification(register);
        };
    }

    private static int identification(int register) {
        int index = (register - IDENTIFICATION) >> 2;
        return register >= IDENTIFICATION && index < IDENTIFICATION_VALUES.length ? IDENTIFICATION_VALUES[index] : 0;
    }

    @Override
    public void write(long offset, int bytes, long value) {
        int register = (int) offset;
        int word = (int) value;
        switch (register) {
            case DR -> transmit((byte) word);
            case RSR_ECR -> receiveStatus = 0;
            case ILPR -> lowPower = word & 0xFF;
            case IBRD -> integerDivisor = word & 0xFFFF;
            case FBRD -> fractionalDivisor = word & 0x3F;
            case LCR_H -> setLineControl(word & 0xFF);
            case CR -> setControl(word & 0xFF87);
            case IFLS -> fifoLevels = word & 0x3F;
            case IMSC -> mask = word & INTERRUPTS;
            case ICR -> rawInterrupts &= ~word;
            case DMACR -> dmaControl = word & 7;
            default -> {
                return;
            }
        }
        updateLine();
    }

    private int flags() {
        demand.statusRead();
        int flags = (control & CR_LBE) == 0 ? FR_CTS | FR_DSR | FR_DCD : loopedModemLines();
        flags |= receiver.isEmpty() ? FR_RXFE : 0;
        flags |= receiver.isFull() ? FR_RXFF : 0;
        flags |= transmitter.isEmpty() ? FR_TXFE : 0;
        flags |= transmitter.isFull() ? FR_TXFF : 0;
        return flags;
    }

    /** In loopback the modem outputs RTS and DTR (CR[11:10]) come back as CTS and DSR, Out1 (CR[12]) as DCD. */
    private int loopedModemLines() {
        return (control >>> 11 & 1) * FR_CTS | (control >>> 10 & 1) * FR_DSR | (control >>> 12 & 1) * FR_DCD;
    }

    private void setLineControl(int value) {
        lineControl = value;
        boolean fifos = (value & LCR_H_FEN) != 0;
        receiver.enable(fifos);
        transmitter.enable(fifos);
    }

    private void setControl(int value) {
        control = value;
        while (isEnabled(CR_TXE) && !transmitter.isEmpty()) {
            send(transmitter.take());
        }
    }

    private boolean isEnabled(int direction) {
        return (control & (CR_UARTEN | direction)) == (CR_UARTEN | direction);
    }

    private void transmit(byte value) {
        demand.transmitted();
        if (isEnabled(CR_TXE)) {
            send(value);
        } else {
            transmitter.offer(value);
        }
    }

    /** The FIFO fills and drains at once, so each byte passes the trigger level downward. */
    private void send(byte value) {
        rawInterrupts |= INTERRUPT_TX;
        if ((control & CR_LBE) != 0) {
            receive(value);
        } else {
            sink.write(value);
        }
    }

    @Override
    public int receiveRoom() {
        boolean wanted = demand.isThere((mask & (INTERRUPT_RX | INTERRUPT_RECEIVE_TIMEOUT)) != 0);
        return wanted && isEnabled(CR_RXE) ? receiver.room() : 0;
    }

    @Override
    public void receive(byte value) {
        if (!isEnabled(CR_RXE)) {
            return;
        }
        if (!receiver.offer(value)) {
            receiveStatus |= OVERRUN;
            rawInterrupts |= INTERRUPT_OVERRUN;
        } else if (receiver.size() >= receiveTrigger()) {
            rawInterrupts |= INTERRUPT_RX;
        } else {
            // The timeout of 32 bit periods has always passed by the time software looks.
            rawInterrupts |= INTERRUPT_RECEIVE_TIMEOUT;
        }
        updateLine();
    }

    private int receiveTrigger() {
        if (!receiver.isEnabled()) {
            return 1;
        }
        return switch (fifoLevels >>> 3 & 7) {
            case 0 -> FIFO_DEPTH / 8;
            case 1 -> FIFO_DEPTH / 4;
            case 2 -> FIFO_DEPTH / 2;
            case 3 -> FIFO_DEPTH * 3 / 4;
            default -> FIFO_DEPTH * 7 / 8;
        };
    }

    private int takeReceived() {
        int value = receiver.take() & 0xFF;
        if (receiver.size() < receiveTrigger()) {
            rawInterrupts &= ~INTERRUPT_RX;
        }
        if (receiver.isEmpty()) {
            rawInterrupts &= ~INTERRUPT_RECEIVE_TIMEOUT;
        }
        updateLine();
        return value;
    }

    private void updateLine() {
        line.setLevel((rawInterrupts & mask) != 0);
    }
}

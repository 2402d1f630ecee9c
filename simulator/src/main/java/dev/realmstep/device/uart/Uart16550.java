package dev.realmstep.device.uart;

import dev.realmstep.device.ConsoleSink;
import dev.realmstep.device.InterruptLine;

/** The 16550A (National Semiconductor NS16550A): the register interface of a UART whose line takes no time. */
public final class Uart16550 implements Uart {
    private static final int RBR_THR_DLL = 0;
    private static final int IER_DLM = 1;
    private static final int IIR_FCR = 2;
    private static final int LCR = 3;
    private static final int MCR = 4;
    private static final int LSR = 5;
    private static final int MSR = 6;
    private static final int SCR = 7;

    private static final int FIFO_DEPTH = 16;

    private static final int IER_RECEIVED = 1;
    private static final int IER_TRANSMITTER_EMPTY = 1 << 1;
    private static final int IER_LINE_STATUS = 1 << 2;
    private static final int IER_MODEM_STATUS = 1 << 3;

    private static final int IIR_NONE = 0x01;
    private static final int IIR_MODEM_STATUS = 0x00;
    private static final int IIR_TRANSMITTER_EMPTY = 0x02;
    private static final int IIR_RECEIVED = 0x04;
    private static final int IIR_LINE_STATUS = 0x06;
    private static final int IIR_RECEIVE_TIMEOUT = 0x0C;
    private static final int IIR_FIFOS_ENABLED = 0xC0;

    private static final int FCR_ENABLE = 1;
    private static final int FCR_CLEAR_RECEIVER = 1 << 1;
    private static final int LCR_DLAB = 1 << 7;
    private static final int MCR_LOOP = 1 << 4;

    private static final int LSR_DATA_READY = 1;
    private static final int LSR_OVERRUN = 1 << 1;
    private static final int LSR_TRANSMITTER_IDLE = 0x60;

    /** CTS, DSR and DCD: somebody listens at the other end. */
    private static final int MSR_CONNECTED = 0xB0;

    private static final int[] RECEIVE_TRIGGERS = {1, 4, 8, 14};

    private final ConsoleSink sink;
    private final InterruptLine line;
    private final int registerShift;
    private final ByteFifo receiver = new ByteFifo(FIFO_DEPTH);
    private final InputDemand demand = new InputDemand();

    private int divisor = 1;
    private int interruptEnable;
    private int fifoControl;
    private int lineControl;
    private int modemControl;
    private int scratch;
    private boolean overrun;
    private int modemLines = MSR_CONNECTED;
    private int modemDeltas;
    private boolean transmitterEmptyPending;

    /** @param registerShift log2 of the distance of its eight registers, in bytes: 0 for the classic layout */
    public Uart16550(ConsoleSink sink, InterruptLine line, int registerShift) {
        this.sink = sink;
        this.line = line;
        this.registerShift = registerShift;
    }

    /** Bytes of register space. */
    public long size() {
        return 8L << registerShift;
    }

    @Override
    public long read(long offset, int bytes) {
        int value = readRegister((int) (offset >>> registerShift));
        updateLine();
        return value;
    }

    private int readRegister(int register) {
        return switch (register) {
            case RBR_THR_DLL -> isDivisorLatched() ? divisor & 0xFF : receiver.take() & 0xFF;
            case IER_DLM -> isDivisorLatched() ? divisor >>> 8 : interruptEnable;
            case IIR_FCR -> identifyInterrupt();
            case LCR -> lineControl;
            case MCR -> modemControl;
            case LSR -> takeLineStatus();
            case MSR -> takeModemStatus();
            case SCR -> scratch;
            default -> 0;
        };
    }

    @Override
    public void write(long offset, int bytes, long value) {
        int word = (int) value & 0xFF;
        switch ((int) (offset >>> registerShift)) {
            case RBR_THR_DLL -> {
                if (isDivisorLatched()) {
                    divisor = (divisor & 0xFF00) | word;
                } else {
                    transmit((byte) word);
                }
            }
            case IER_DLM -> {
                if (isDivisorLatched()) {
                    divisor = (divisor & 0xFF) | word << 8;
                } else {
                    enableInterrupts(word & 0x0F);
                }
            }
            case IIR_FCR -> setFifoControl(word);
            case LCR -> lineControl = word;
            case MCR -> setModemControl(word & 0x1F);
            case SCR -> scratch = word;
            default -> {
                return;
            }
        }
        updateLine();
    }

    private boolean isDivisorLatched() {
        return (lineControl & LCR_DLAB) != 0;
    }

    /** The transmitter is always empty, so enabling its interrupt raises it at once: Linux's driver tests for that. */
    private void enableInterrupts(int value) {
        if ((value & ~interruptEnable & IER_TRANSMITTER_EMPTY) != 0) {
            transmitterEmptyPending = true;
        }
        interruptEnable = value;
    }

    private void setFifoControl(int value) {
        fifoControl = value;
        receiver.enable((value & FCR_ENABLE) != 0);
        if ((value & FCR_CLEAR_RECEIVER) != 0) {
            receiver.clear();
        }
    }

    /** In loopback the four modem outputs come back as the four modem inputs. */
    private void setModemControl(int value) {
        modemControl = value;
        int lines = MSR_CONNECTED;
        if ((value & MCR_LOOP) != 0) {
            int dtr = value & 1;
            int rts = value >>> 1 & 1;
            int out1 = value >>> 2 & 1;
            int out2 = value >>> 3 & 1;
            lines = rts << 4 | dtr << 5 | out1 << 6 | out2 << 7;
        }
        int changed = (lines ^ modemLines) >>> 4;
        int ringEnded = (modemLines & ~lines) >>> 4 & 4;
        modemDeltas |= (changed & ~4) | ringEnded;
        modemLines = lines;
    }

    private void transmit(byte value) {
        demand.transmitted();
        transmitterEmptyPending = true;
        if ((modemControl & MCR_LOOP) != 0) {
            receive(value);
        } else {
            sink.write(value);
        }
    }

    @Override
    public int receiveRoom() {
        return demand.isThere((interruptEnable & IER_RECEIVED) != 0) ? receiver.room() : 0;
    }

    @Override
    public void receive(byte value) {
        overrun |= !receiver.offer(value);
        updateLine();
    }

    private int takeLineStatus() {
        demand.statusRead();
        int status = LSR_TRANSMITTER_IDLE | (receiver.isEmpty() ? 0 : LSR_DATA_READY) | (overrun ? LSR_OVERRUN : 0);
        overrun = false;
        return status;
    }

    private int takeModemStatus() {
        int status = modemLines | modemDeltas;
        modemDeltas = 0;
        return status;
    }

    /** Reading IIR ends the transmitter's interrupt if that is the one it names. */
    private int identifyInterrupt() {
        int pending = pendingInterrupt();
        if (pending == IIR_TRANSMITTER_EMPTY) {
            transmitterEmptyPending = false;
        }
        return pending | (receiver.isEnabled() ? IIR_FIFOS_ENABLED : 0);
    }

    /** The pending interrupt of the highest priority, as IIR[3:0]. */
    private int pendingInterrupt() {
        if (overrun && isInterruptEnabled(IER_LINE_STATUS)) {
            return IIR_LINE_STATUS;
        }
        if (!receiver.isEmpty() && isInterruptEnabled(IER_RECEIVED)) {
            return receiver.size() >= receiveTrigger() ? IIR_RECEIVED : IIR_RECEIVE_TIMEOUT;
        }
        if (transmitterEmptyPending && isInterruptEnabled(IER_TRANSMITTER_EMPTY)) {
            return IIR_TRANSMITTER_EMPTY;
        }
        return modemDeltas != 0 && isInterruptEnabled(IER_MODEM_STATUS) ? IIR_MODEM_STATUS : IIR_NONE;
    }

    private boolean isInterruptEnabled(int source) {
        return (interruptEnable & source) != 0;
    }

    private int receiveTrigger() {
        return receiver.isEnabled() ? RECEIVE_TRIGGERS[fifoControl >>> 6] : 1;
    }

    private void updateLine() {
        line.setLevel(pendingInterrupt() != IIR_NONE);
    }
}

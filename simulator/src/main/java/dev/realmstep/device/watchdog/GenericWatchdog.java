package dev.realmstep.device.watchdog;

import dev.realmstep.device.InterruptLine;
import dev.realmstep.device.TimedDevice;
import dev.realmstep.device.timer.SystemCounter;
import dev.realmstep.memory.MemoryMappedDevice;

/**
 * The generic watchdog of the base system architecture (Arm DEN0094, appendix A): its first signal, WS0, is an interrupt
 * when its time has passed without a refresh, and the second, WS1, a reset when that happens again.
 */
public final class GenericWatchdog implements TimedDevice {
    /** Bytes of register space of each frame. */
    public static final long FRAME_SIZE = 0x1000;

    private static final int WRR = 0x000;
    private static final int WCS = 0x000;
    private static final int WOR = 0x008;
    private static final int WOR_HIGH = 0x00C;
    private static final int WCV = 0x010;
    private static final int WCV_HIGH = 0x014;
    private static final int IIDR = 0xFCC;

    private static final int WCS_EN = 1;
    private static final int WCS_WS0 = 1 << 1;
    private static final int WCS_WS1 = 1 << 2;
    /** WOR has 48 bits in this revision. */
    private static final long WOR_HIGH_MASK = 0xFFFF;

    /** Architecture revision 1, implementer Arm. */
    private static final long IDENTIFICATION = 0x0001_043B;

    private static final int WORD_BITS = 32;
    private static final long WORD = 0xFFFF_FFFFL;

    private final SystemCounter counter;
    private final InterruptLine firstSignal;
    private final InterruptLine secondSignal;

    private boolean enabled;
    private boolean first;
    private boolean second;
    private long offset;
    private long compare;

    /**
     * @param counter the machine's time
     * @param firstSignal WS0, an interrupt
     * @param secondSignal WS1, which asks for the reset of the machine
     */
    public GenericWatchdog(SystemCounter counter, InterruptLine firstSignal, InterruptLine secondSignal) {
        this.counter = counter;
        this.firstSignal = firstSignal;
        this.secondSignal = secondSignal;
    }

    /** The frame by which software sets it up. */
    public MemoryMappedDevice controlFrame() {
        return new MemoryMappedDevice() {
            @Override
            public long read(long register, int bytes) {
                return readControl((int) register, bytes);
            }

            @Override
            public void write(long register, int bytes, long value) {
                writeControl((int) register, bytes, value);
            }
        };
    }

    /** The frame by which software says that it is alive. */
    public MemoryMappedDevice refreshFrame() {
        return new MemoryMappedDevice() {
            @Override
            public long read(long register, int bytes) {
                return register == IIDR ? IDENTIFICATION : 0;
            }

            @Override
            public void write(long register, int bytes, long value) {
                if (register == WRR) {
                    refresh();
                }
            }
        };
    }

    @Override
    public long ticksUntilNextEvent() {
        boolean pending = enabled && !second;
        return pending ? Math.max(1, compare - counter.count() + 1) : SystemCounter.NEVER;
    }

    @Override
    public void update() {
        if (enabled && !second && counter.count() > compare) {
            second = first;
            first = true;
            compare = counter.count() + offset;
        }
        firstSignal.setLevel(first);
        secondSignal.setLevel(second);
    }

    private long readControl(int register, int bytes) {
        long value = switch (register) {
            case WCS -> (enabled ? WCS_EN : 0) | (first ? WCS_WS0 : 0) | (second ? WCS_WS1 : 0);
            case WOR -> offset;
            case WOR_HIGH -> offset >>> WORD_BITS;
            case WCV -> compare;
            case WCV_HIGH -> compare >>> WORD_BITS;
            case IIDR -> IDENTIFICATION;
            default -> 0;
        };
        return value & (-1L >>> (Long.SIZE - bytes * Byte.SIZE));
    }

    private void writeControl(int register, int bytes, long value) {
        long low = value & WORD;
        switch (register) {
            case WCS -> {
                enabled = (value & WCS_EN) != 0;
                refresh();
            }
            case WOR -> {
                long high = bytes == Long.BYTES ? value >>> WORD_BITS : offset >>> WORD_BITS;
                offset = (high & WOR_HIGH_MASK) << WORD_BITS | low;
                refresh();
            }
            case WOR_HIGH -> {
                offset = (value & WOR_HIGH_MASK) << WORD_BITS | (offset & WORD);
                refresh();
            }
            case WCV -> compare = bytes == Long.BYTES ? value : (compare & ~WORD) | low;
            case WCV_HIGH -> compare = low << WORD_BITS | (compare & WORD);
            default -> {
                // only read, or nothing there
            }
        }
    }

    private void refresh() {
        first = false;
        second = false;
        compare = counter.count() + offset;
        update();
    }
}

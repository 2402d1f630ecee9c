package dev.realmstep.device.watchdog;

import dev.realmstep.device.InterruptLine;
import dev.realmstep.device.TimedDevice;
import dev.realmstep.device.timer.SystemCounter;
import dev.realmstep.memory.MemoryMappedDevice;

/**
 * Arm watchdog module SP805 (Arm DDI 0270): a counter that interrupts when it comes to zero, begins anew, and asks for a
 * reset when it comes to zero again and the interrupt was not cleared.
 */
public final class Sp805 implements MemoryMappedDevice, TimedDevice {
    /** Bytes of register space. */
    public static final long SIZE = 0x1000;

    private static final int LOAD = 0x000;
    private static final int VALUE = 0x004;
    private static final int CONTROL = 0x008;
    private static final int INTCLR = 0x00C;
    private static final int RIS = 0x010;
    private static final int MIS = 0x014;
    private static final int LOCK = 0xC00;
    private static final int IDENTIFICATION = 0xFE0;

    private static final int INTEN = 1;
    private static final int RESEN = 1 << 1;
    private static final int UNLOCK = 0x1ACC_E551;

    /** Part 0x805, designer 0x41 (Arm), revision 1; then PrimeCell's own four. */
    private static final int[] IDENTIFICATION_VALUES = {0x05, 0x18, 0x14, 0x00, 0x0D, 0xF0, 0x05, 0xB1};

    private final SystemCounter counter;
    private final long clockHertz;
    private final InterruptLine interrupt;
    private final InterruptLine reset;

    private int load = -1;
    private int control;
    private boolean expired;
    private boolean locked;
    /** The system counter when this counter was at its load value. */
    private long start;

    /**
     * @param counter the machine's time
     * @param clockHertz how often it counts
     * @param reset asks for the reset of the machine
     */
    public Sp805(SystemCounter counter, long clockHertz, InterruptLine interrupt, InterruptLine reset) {
        this.counter = counter;
        this.clockHertz = clockHertz;
        this.interrupt = interrupt;
        this.reset = reset;
    }

    private boolean isCounting() {
        return (control & INTEN) != 0;
    }

    /** The system counter when this counter comes to zero. */
    private long end() {
        return start + Math.ceilDiv(Integer.toUnsignedLong(load) * SystemCounter.FREQUENCY_HERTZ, clockHertz);
    }

    @Override
    public long ticksUntilNextEvent() {
        return isCounting() ? Math.max(0, end() - counter.count()) : SystemCounter.NEVER;
    }

    @Override
    public void update() {
        if (isCounting() && counter.count() >= end()) {
            if (expired && (control & RESEN) != 0) {
                reset.setLevel(true);
            }
            expired = true;
            start = counter.count();
        }
        interrupt.setLevel(expired && isCounting());
    }

    @Override
    public long read(long offset, int bytes) {
        int register = (int) offset;
        int value = switch (register) {
            case LOAD -> load;
            case VALUE -> value();
            case CONTROL -> control;
            case RIS -> expired ? 1 : 0;
            case MIS -> expired && isCounting() ? 1 : 0;
            case LOCK -> locked ? 1 : 0;
            default -> identification(register);
        };
        return Integer.toUnsignedLong(value);
    }

    private int value() {
        long ticks = isCounting() ? counter.count() - start : 0;
        // Seconds apart, so that the product stays within a long.
        long seconds = ticks / SystemCounter.FREQUENCY_HERTZ;
        long rest = ticks % SystemCounter.FREQUENCY_HERTZ;
        return load - (int) (seconds * clockHertz + rest * clockHertz / SystemCounter.FREQUENCY_HERTZ);
    }

    private static int identification(int register) {
        int index = (register - IDENTIFICATION) >> 2;
        return register >= IDENTIFICATION && index < IDENTIFICATION_VALUES.length ? IDENTIFICATION_VALUES[index] : 0;
    }

    @Override
    public void write(long offset, int bytes, long value) {
        int word = (int) value;
        if (offset == LOCK) {
            locked = word != UNLOCK;
        } else if (!locked) {
            writeUnlocked((int) offset, word);
        }
    }

    private void writeUnlocked(int register, int word) {
        switch (register) {
            case LOAD -> {
                load = word;
                start = counter.count();
            }
            case CONTROL -> {
                if (!isCounting()) {
                    start = counter.count();
                }
                control = word & (INTEN | RESEN);
            }
            case INTCLR -> {
                expired = false;
                start = counter.count();
            }
            default -> {
                // only read, or nothing there
            }
        }
        update();
    }
}

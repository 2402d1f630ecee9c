package dev.realmstep.device.rtc;

import dev.realmstep.device.InterruptLine;
import dev.realmstep.device.TimedDevice;
import dev.realmstep.device.timer.SystemCounter;
import dev.realmstep.memory.MemoryMappedDevice;

/**
 * Arm PrimeCell real time clock PL031 (Arm DDI 0224): a counter of seconds with an alarm. It runs with the machine's
 * virtual time from an epoch that is given, so that two runs see the same times.
 */
public final class Pl031 implements MemoryMappedDevice, TimedDevice {
    private static final int DR = 0x00;
    private static final int MR = 0x04;
    private static final int LR = 0x08;
    private static final int CR = 0x0C;
    private static final int IMSC = 0x10;
    private static final int RIS = 0x14;
    private static final int MIS = 0x18;
    private static final int ICR = 0x1C;
    private static final int IDENTIFICATION = 0xFE0;

    /** Part 0x031, designer 0x41 (Arm), then PrimeCell's own four. */
    private static final int[] IDENTIFICATION_VALUES = {0x31, 0x10, 0x04, 0x00, 0x0D, 0xF0, 0x05, 0xB1};

    private final SystemCounter counter;
    private final InterruptLine line;

    /** What the clock has more than the seconds since the machine's start; it counts modulo 2^32. */
    private int offset;

    private int match;
    private int load;
    private int mask;
    private int raw;
    /** The clock when it was last compared with the match register: an access compares with all that came since. */
    private int compared;

    /**
     * @param counter the machine's time
     * @param epoch seconds since 1970 at the machine's start, of which the low 32 bits count
     * @param line the alarm's interrupt
     */
    public Pl031(SystemCounter counter, long epoch, InterruptLine line) {
        this.counter = counter;
        this.line = line;
        this.offset = (int) epoch;
        this.load = offset;
        this.compared = clock();
    }

    private int clock() {
        return offset + (int) (counter.count() / SystemCounter.FREQUENCY_HERTZ);
    }

    private void compare() {
        int now = clock();
        if (match != compared && Integer.compareUnsigned(match - compared, now - compared) <= 0) {
            raw = 1;
        }
        compared = now;
    }

    /** An alarm that is masked, or lies behind, does nothing by itself: its match is seen when somebody looks. */
    @Override
    public long ticksUntilNextEvent() {
        int seconds = match - clock();
        boolean awaited = mask != 0 && raw == 0 && seconds > 0;
        return awaited
                ? seconds * SystemCounter.FREQUENCY_HERTZ - counter.count() % SystemCounter.FREQUENCY_HERTZ
                : SystemCounter.NEVER;
    }

    @Override
    public void update() {
        compare();
        line.setLevel((raw & mask) != 0);
    }

    @Override
    public long read(long offsetInRegisters, int bytes) {
        compare();
        int register = (int) offsetInRegisters;
        int value = switch (register) {
            case DR -> clock();
            case MR -> match;
            case LR -> load;
            case CR -> 1; // it always runs
            case IMSC -> mask;
            case RIS -> raw;
            case MIS -> raw & mask;
            default -> identification(register);
        };
        return Integer.toUnsignedLong(value);
    }

    private static int identification(int register) {
        int index = (register - IDENTIFICATION) >> 2;
        return register >= IDENTIFICATION && index < IDENTIFICATION_VALUES.length ? IDENTIFICATION_VALUES[index] : 0;
    }

    @Override
    public void write(long offsetInRegisters, int bytes, long value) {
        compare();
        int word = (int) value;
        switch ((int) offsetInRegisters) {
            case MR -> {
                match = word;
                raw |= word == clock() ? 1 : 0;
            }
            case LR -> {
                load = word;
                offset += word - clock();
                compared = word;
            }
            case IMSC -> mask = word & 1;
            case ICR -> raw &= ~word;
            default -> {
                // only read, or nothing there
            }
        }
        line.setLevel((raw & mask) != 0);
    }
}

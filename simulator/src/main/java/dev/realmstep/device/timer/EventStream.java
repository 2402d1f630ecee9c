package dev.realmstep.device.timer;

/** The periodic event of CNTKCTL_EL1 or CNTHCTL_EL2 that ends a WFE (Arm ARM D12.2.4). */
final class EventStream {
    private static final long EVNTEN = 1L << 2;
    private static final long EVNTDIR = 1L << 3;
    private static final int EVNTI_SHIFT = 4;
    private static final long EVNTIS = 1L << 17;
    /** EVNTIS: EVNTI counts from bit 8 of the counter. */
    private static final int SCALE = 8;

    private long lastCount;

    /**
     * Whether the selected bit of the counter has changed in the selected direction since the last call.
     *
     * @param control the register that describes the stream
     */
    boolean passed(long control, long count) {
        long from = lastCount;
        lastCount = count;
        return (control & EVNTEN) != 0 && events(control, count) != events(control, from);
    }

    /** Ticks until the next event. */
    static long ticksUntilNext(long control, long count) {
        if ((control & EVNTEN) == 0) {
            return SystemCounter.NEVER;
        }
        long period = period(control);
        return period - (count - phase(control) & period - 1);
    }

    /** Events up to a count, give or take a constant. */
    private static long events(long control, long count) {
        return (count - phase(control)) >> (bit(control) + 1);
    }

    private static long period(long control) {
        return 1L << (bit(control) + 1);
    }

    /** The bit rises in the middle of its period, and falls at the end. */
    private static long phase(long control) {
        return (control & EVNTDIR) == 0 ? 1L << bit(control) : 0;
    }

    private static int bit(long control) {
        return (int) (control >>> EVNTI_SHIFT & 0xF) + ((control & EVNTIS) == 0 ? 0 : SCALE);
    }
}

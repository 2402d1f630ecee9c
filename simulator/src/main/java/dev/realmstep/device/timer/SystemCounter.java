package dev.realmstep.device.timer;

import java.util.function.LongSupplier;

/**
 * The system counter: virtual time as a function of the instructions that the machine has executed, and of the time that
 * it slept because nothing was left to execute.
 */
public final class SystemCounter {
    /** Armv8.6 fixes the rate of the counter, as software sees it, at 1 GHz. */
    public static final long FREQUENCY_HERTZ = 1_000_000_000;

    /**
     * 62.5 million instructions in a second of virtual time. Arm's compliance suite for RMMs needs a realm's boot, 90,000
     * instructions at the least, to last a millisecond or more: that is 1.44 ms here.
     */
    public static final int TICKS_PER_INSTRUCTION = 16;

    /** A distance in ticks that is never reached. */
    public static final long NEVER = Long.MAX_VALUE;

    private final LongSupplier instructions;
    private long slept;

    /** @param instructions how many instructions the machine has executed up to now, the current run included */
    public SystemCounter(LongSupplier instructions) {
        this.instructions = instructions;
    }

    /** The count, in ticks since reset. */
    public long count() {
        return instructions.getAsLong() * TICKS_PER_INSTRUCTION + slept;
    }

    /** Lets time pass without instructions: nothing is ready to run. */
    public void sleep(long ticks) {
        slept += ticks;
    }

    /** How long a number of ticks lasts. */
    public static long nanosecondsIn(long ticks) {
        return ticks * (1_000_000_000 / FREQUENCY_HERTZ);
    }

    /** The fewest instructions, at least 1, that last as long as a number of ticks; {@link #NEVER} for NEVER. */
    public static long instructionsIn(long ticks) {
        return ticks == NEVER ? NEVER : Math.max(1, Math.ceilDiv(ticks, TICKS_PER_INSTRUCTION));
    }
}

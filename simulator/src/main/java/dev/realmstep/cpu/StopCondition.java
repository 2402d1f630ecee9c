package dev.realmstep.cpu;

/**
 * Asked before each instruction whether to stop in front of it: breakpoints and the ends of steps.
 *
 * <p>A condition that knows the pages in which it may hold lets an engine run the others without asking.
 */
@FunctionalInterface
public interface StopCondition {
    /** Never stops. */
    StopCondition NEVER = new StopCondition() {
        @Override
        public boolean stopsAt(ProcessingElement element, long programCounter) {
            return false;
        }

        @Override
        public boolean mayStopIn(long pageAddress) {
            return false;
        }
    };

    boolean stopsAt(ProcessingElement element, long programCounter);

    /**
     * Whether it has to be asked in front of instructions of a page of 4 KiB; the answer is the same for as long as
     * {@link #version} is.
     */
    default boolean mayStopIn(long pageAddress) {
        return true;
    }

    /** Tells conditions with different pages apart, and those of one condition before and after a change. */
    default long version() {
        return 0;
    }
}

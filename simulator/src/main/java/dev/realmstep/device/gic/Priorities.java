package dev.realmstep.device.gic;

/**
 * The arithmetic of priorities that the physical and the virtual CPU interface share (IHI 0069, 4.8).
 *
 * <p>Five bits of priority, all of which can preempt: 32 levels, so that one 32-bit register of active priorities holds
 * a bit for each. The architecture asks for at least that where there are two security states.
 */
final class Priorities {
    static final int BITS = 5;
    /** The bits of an 8-bit priority that exist. */
    static final int IMPLEMENTED = 0xF8;
    /** Nothing is active. */
    static final int IDLE = 0xFF;
    /** The lowest binary point of Group 0; that of Group 1 is one higher. */
    static final int LOWEST_BINARY_POINT = 7 - BITS;

    private static final int UNIMPLEMENTED_BITS = 8 - BITS;
    private static final int HIGHEST_BINARY_POINT = 7;

    private Priorities() {}

    /** The part of a priority that decides about preemption, given Group 0's binary point. */
    static int group(int priority, int binaryPoint) {
        return priority & IMPLEMENTED & -1 << (binaryPoint + 1);
    }

    /** A binary point as Group 0 would hold it, from Group 1's register. */
    static int fromGroup1(int binaryPoint) {
        return binaryPoint - 1;
    }

    /** What Group 1's register shows while both groups use Group 0's binary point. */
    static int toGroup1(int binaryPoint) {
        return Math.min(binaryPoint + 1, HIGHEST_BINARY_POINT);
    }

    /** The highest active priority, or {@link #IDLE}. */
    static int highestActive(int activePriorities) {
        return activePriorities == 0 ? IDLE : Integer.numberOfTrailingZeros(activePriorities) << UNIMPLEMENTED_BITS;
    }

    static int activate(int activePriorities, int groupPriority) {
        return activePriorities | 1 << (groupPriority >>> UNIMPLEMENTED_BITS);
    }

    /** Priority drop: the highest active priority ends. */
    static int drop(int activePriorities) {
        return activePriorities & (activePriorities - 1);
    }

    /** A Non-secure view of a priority: the upper half of the range belongs to the Secure state. */
    static int toNonSecure(int priority) {
        return priority << 1 & 0xFF;
    }

    static int fromNonSecure(int priority) {
        return priority >>> 1 | 0x80;
    }
}

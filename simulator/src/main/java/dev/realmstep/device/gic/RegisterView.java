package dev.realmstep.device.gic;

/** From where the distributor's and redistributors' registers are looked at (IHI 0069, 4.8.6 and 12.1). */
public enum RegisterView {
    /** The controller supports a single security state: GICD_CTLR.DS is 1. */
    SINGLE,
    /** Of two security states, the Secure one, which Root shares. */
    SECURE,
    /** Of two security states, the Non-secure one, which Realm shares. */
    NON_SECURE;

    boolean reaches(Interrupt interrupt) {
        return this != NON_SECURE || interrupt.group() == InterruptGroup.NON_SECURE_GROUP1;
    }

    /** Whether groups can be seen and changed. */
    boolean ownsGroups() {
        return this != NON_SECURE;
    }

    int shownPriority(int priority) {
        return this == NON_SECURE ? Priorities.toNonSecure(priority) : priority;
    }

    int storedPriority(int priority) {
        return this == NON_SECURE ? Priorities.fromNonSecure(priority) : priority;
    }
}

package dev.realmstep.memory;

/** A physical access that had no effect: nothing answers, or the granule protection check did not admit it. */
public abstract sealed class PhysicalAccessException extends Exception permits BusAbort, GranuleProtectionViolation {
    private static final long serialVersionUID = 1L;

    PhysicalAccessException(String message) {
        // Guests may probe addresses in loops: a stack trace would be all the cost of it.
        super(message, null, false, false);
    }
}

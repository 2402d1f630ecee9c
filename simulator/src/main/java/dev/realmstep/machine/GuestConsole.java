package dev.realmstep.machine;

/** The terminal at the realm's console, on the user's side. */
@FunctionalInterface
public interface GuestConsole {
    /** Takes what the guest writes, a byte at a time, in the order of its instructions. */
    void write(byte value);

    /** What was typed since the last call; asked between turns of the machine while the guest is ready to take input. */
    default byte[] typed() {
        return new byte[0];
    }

    /**
     * The guest sleeps, and nothing happens by itself for a while. A console that somebody sits at may wait for that
     * long, so that the guest's time does not run away from the user's.
     *
     * @param nanoseconds of the machine's time until something happens by itself, or {@link Long#MAX_VALUE} for never
     * @return whether to look again, since something was typed or asked for since the last call; false lets time pass
     */
    default boolean idle(long nanoseconds) {
        return false;
    }
}

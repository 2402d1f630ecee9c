package dev.realmstep.host;

/** How a realm came to its end. */
public sealed interface GuestOutcome {
    /**
     * By a call of its own.
     *
     * @param exitStatus what the guest reported by host call, else 0
     * @param how the call, for people
     */
    record Ended(int exitStatus, String how) implements GuestOutcome {}

    /**
     * It cannot go on.
     *
     * @param processor index of the virtual processor concerned
     * @param why for people, with addresses
     */
    record Failed(int processor, String why) implements GuestOutcome {}
}

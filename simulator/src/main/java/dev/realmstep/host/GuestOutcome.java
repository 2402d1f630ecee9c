package dev.realmstep.host;

import dev.realmstep.config.TextRange;
import java.util.Optional;

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
     * It cannot go on, by its own fault.
     *
     * @param processor index of the virtual processor concerned
     * @param why for people, with addresses
     */
    record Failed(int processor, String why) implements GuestOutcome {}

    /**
     * The RMM refused what the host needs to build or run it.
     *
     * @param why what was refused, for people
     * @param statement of the configuration that led to it, if one did
     */
    record Refused(String why, Optional<TextRange> statement) implements GuestOutcome {}
}

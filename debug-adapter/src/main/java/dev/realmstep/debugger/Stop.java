package dev.realmstep.debugger;

import dev.realmstep.machine.VirtualCpu;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and why the realm stands.
 *
 * @param reason why
 * @param cpu the processor whose instruction it was, or null if no processor's was
 * @param breakpoints the identifiers of the breakpoints that were hit
 * @param description for people, one line
 */
public record Stop(Reason reason, @Nullable VirtualCpu cpu, List<Integer> breakpoints, String description) {
    /** Why the realm stands. */
    public enum Reason {
        /** In front of its first instruction. */
        ENTRY,
        BREAKPOINT,
        STEP,
        /** In front of the instruction behind the one that wrote what was waited for. */
        OUTPUT,
        PAUSE,
        /** The instructions that one command allowed are used up; the session's are not. */
        EXPIRED,
        /** Nothing happens until something is typed at its console. */
        AWAITS_INPUT,
        /** The RMM refused to build it: its configuration is wrong. */
        UNBUILT,
        /** It cannot go on. */
        FAILURE,
        /** The session's limit of instructions is used up. */
        LIMIT,
        /** It is over; {@link DebugSession#exitStatus()} says how. */
        ENDED
    }

    public Stop {
        breakpoints = List.copyOf(breakpoints);
    }

    /** Whether the realm can be resumed. */
    public boolean isResumable() {
        return reason != Reason.ENDED && reason != Reason.UNBUILT && reason != Reason.FAILURE && reason != Reason.LIMIT;
    }
}

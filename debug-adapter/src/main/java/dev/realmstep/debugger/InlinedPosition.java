package dev.realmstep.debugger;

import dev.realmstep.debuginfo.InlinedCall;
import dev.realmstep.debuginfo.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * Where a step began, as far as inlined functions matter: the copy of a function's code, and the line in it.
 *
 * @param calls that function and those around it, down to the one that was really called; none if nothing is known
 */
record InlinedPosition(List<InlinedCall> calls) {
    /** How a place in the same called function relates to the beginning of the step. */
    enum Move {
        /** In a function that is inlined at the line where the step began, at its first instruction. */
        CALLED,
        /** In such a function, further on. */
        INSIDE,
        /** On the line where the step began. */
        SAME_LINE,
        /** On another line, or in a function around that where the step began. */
        OTHER_LINE
    }

    /** @param hidden how many of the innermost functions are not shown, so that the step is not theirs */
    static InlinedPosition of(List<InlinedCall> calls, int hidden) {
        return new InlinedPosition(calls.subList(Math.min(hidden, calls.size()), calls.size()));
    }

    Move moveTo(List<InlinedCall> there, long address) {
        int deeper = there.size() - calls.size();
        if (calls.isEmpty() || deeper < 0 || !there.get(deeper).isSameCodeAs(calls.getFirst())) {
            return Move.OTHER_LINE;
        }
        boolean sameLine = lineOf(there.get(deeper)).equals(lineOf(calls.getFirst()));
        if (deeper == 0) {
            return sameLine ? Move.SAME_LINE : Move.OTHER_LINE;
        }
        boolean entry = there.get(deeper - 1).entry() == address;
        if (entry) {
            return sameLine ? Move.CALLED : Move.OTHER_LINE;
        }
        return Move.INSIDE;
    }

    private static Optional<Integer> lineOf(InlinedCall call) {
        return call.source().map(SourceLocation::line);
    }
}

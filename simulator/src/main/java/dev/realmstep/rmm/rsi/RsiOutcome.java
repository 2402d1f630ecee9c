package dev.realmstep.rmm.rsi;

import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.refusal.Refusal;
import java.util.Optional;

/** What comes of a call of the realm. */
public sealed interface RsiOutcome {
    /**
     * The realm goes on behind its call.
     *
     * @param x0 the result in X0
     * @param refusal why, if the call was refused
     */
    record Return(long x0, Optional<Refusal> refusal) implements RsiOutcome {}

    /** The REC leaves for the host; it goes on behind its call. */
    record Exit(RecExit exit) implements RsiOutcome {}

    /** The REC leaves for the host, and makes its call again when it is back: memory that the call needs is missing. */
    record Retry(RecExit exit) implements RsiOutcome {}

    static RsiOutcome success() {
        return new Return(RsiStatus.SUCCESS.ordinal(), Optional.empty());
    }

    /** The call has done a part of its work, and is to be made again for the rest. */
    static RsiOutcome incomplete() {
        return new Return(RsiStatus.INCOMPLETE.ordinal(), Optional.empty());
    }

    static RsiOutcome value(long x0) {
        return new Return(x0, Optional.empty());
    }

    static RsiOutcome refused(RsiStatus status, Refusal refusal) {
        return new Return(status.ordinal(), Optional.of(refusal));
    }

    /** A PSCI call is refused. */
    static RsiOutcome refused(long psciStatus, Refusal refusal) {
        return new Return(psciStatus, Optional.of(refusal));
    }
}

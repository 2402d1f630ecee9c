package dev.realmstep.host;

/** Told when the realm has come to its end. */
@FunctionalInterface
interface OutcomeListener {
    void accept(GuestOutcome outcome);
}

package dev.realmstep.rmm.rsi;

/** What a call of the realm does. */
@FunctionalInterface
public interface RsiCommand {
    RsiOutcome execute(RsiCall call);
}

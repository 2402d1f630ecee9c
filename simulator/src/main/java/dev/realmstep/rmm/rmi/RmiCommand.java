package dev.realmstep.rmm.rmi;

import dev.realmstep.rmm.refusal.RefusedException;

/** What a command of the Realm Management Interface does. */
@FunctionalInterface
public interface RmiCommand {
    /**
     * Carries the command out, or changes nothing.
     *
     * @throws RefusedException with the first failure condition that holds, in the specification's order
     */
    void execute(RmiCall call) throws RefusedException;
}

package dev.realmstep.debugger;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.StopCondition;

/**
 * Holds in front of instructions of one world, if something else holds there.
 *
 * @param condition asked there
 */
record InWorld(SecurityState world, StopCondition condition) implements StopCondition {
    @Override
    public boolean stopsAt(ProcessingElement element, long programCounter) {
        return element.securityState() == world && condition.stopsAt(element, programCounter);
    }

    @Override
    public boolean mayStopIn(long pageAddress) {
        return condition.mayStopIn(pageAddress);
    }
}

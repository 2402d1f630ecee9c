package dev.realmstep.debugger;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;

/**
 * Holds where a condition does, on one processor only.
 *
 * @param index of the processor
 */
record OnProcessor(int index, StopCondition condition) implements StopCondition {
    @Override
    public boolean stopsAt(ProcessingElement element, long programCounter) {
        return element.index() == index && condition.stopsAt(element, programCounter);
    }

    @Override
    public boolean mayStopIn(long pageAddress) {
        return condition.mayStopIn(pageAddress);
    }
}

package dev.realmstep.debugger;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;

/**
 * Holds in front of one instruction, if something else holds there.
 *
 * @param address of the instruction
 * @param condition asked there
 */
record AtAddress(long address, StopCondition condition) implements StopCondition {
    private static final long PAGE = -4096;

    @Override
    public boolean stopsAt(ProcessingElement element, long programCounter) {
        return programCounter == address && condition.stopsAt(element, programCounter);
    }

    @Override
    public boolean mayStopIn(long pageAddress) {
        return (address & PAGE) == pageAddress;
    }
}

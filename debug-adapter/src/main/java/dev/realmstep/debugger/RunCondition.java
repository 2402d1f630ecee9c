package dev.realmstep.debugger;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;

/** What a run stops at: breakpoints, and what the caller waits for. It also notices where a kernel maps itself. */
final class RunCondition implements StopCondition {
    private final MappingWatch mappings;
    private final BreakpointTable breakpoints;
    private final StopCondition condition;

    RunCondition(MappingWatch mappings, BreakpointTable breakpoints, StopCondition condition) {
        this.mappings = mappings;
        this.breakpoints = breakpoints;
        this.condition = condition;
        breakpoints.beginRun();
    }

    @Override
    public boolean stopsAt(ProcessingElement element, long programCounter) {
        mappings.look(element, programCounter);
        return breakpoints.isAtBreakpoint(programCounter) || condition.stopsAt(element, programCounter);
    }

    @Override
    public boolean mayStopIn(long pageAddress) {
        return mappings.isOfInterest(pageAddress)
                || breakpoints.isAnyInPage(pageAddress)
                || condition.mayStopIn(pageAddress);
    }

    @Override
    public long version() {
        return breakpoints.version();
    }
}
